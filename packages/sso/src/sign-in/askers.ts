import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Account } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import { finishInteraction, readInteraction, type Wanted } from '../openid-provider/interaction.ts'
import { answerWaiting, findWaiting, refuseWaiting } from '../saml-provider/interaction.tsx'
import type { ReturnTo } from './sign-in.ts'

/** What an application waits to be told, by an id that nobody can guess. */
export interface Asked extends Wanted {
  readonly uid: string
  /** Nobody may be asked: without a session the answer is that. */
  readonly passive: boolean
}

interface Answer {
  readonly account: Account
  readonly application: Application
  readonly session: Session
}

/** How an application asks who somebody is, and how it is answered: one protocol. */
export interface Asker {
  read(web: Web): Promise<Asked>
  returnTo(asked: Asked): ReturnTo
  answer(web: Web, of: Answer): Promise<Response>
  /** Answers that it cannot be told without asking the person. */
  refuse(web: Web, application: Application): Promise<Response>
}

/** `prompt=none` never comes this far: the OpenID provider answers it by itself. */
export const openidAsker: Asker = {
  read: async (web) => ({ ...(await readInteraction(web)), passive: false }),
  returnTo: ({ uid }) => ({ to: 'interaction', uid }),
  async answer(web, { account, session }) {
    const { authenticatedAt } = session
    return web.redirect(await finishInteraction(web, { accountId: account.id, authenticatedAt }), 303)
  },
  refuse: () => Promise.reject(new Error('an interaction that is passive')),
}

export const samlAsker: Asker = {
  async read(web) {
    const { id, ...waiting } = await findWaiting(web)
    return { ...waiting, uid: id }
  },
  returnTo: ({ uid }) => ({ to: 'saml', id: uid }),
  answer: (web, { account, application, session }) =>
    answerWaiting(web, { account, application, authenticatedAt: session.authenticatedAt }),
  refuse: refuseWaiting,
}
