import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import type { Store } from '@postern/kit/store'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import type { Change } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import { judgeNew, type NewCredential } from '../passkeys/judge.ts'
import { creationOptions } from '../passkeys/options.ts'
import { mostPasskeys, type Passkey, passkeyId } from '../passkeys/passkey.ts'
import { passkeyProblem } from '../passkeys/problems.ts'
import { passkeys } from '../passkeys/store.ts'
import { administratorId, hasSecondFactor } from './administrator.ts'
import { showCodes } from './app-routes.tsx'
import { ownAccount, subjectOf } from './own.ts'
import { askedOf, requireRelyingParty, sentence } from './passkey-check.ts'
import { readName, showAdd, showRemove, showRename } from './passkey-pages.tsx'
import { passkeysPath, profilePath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { freshProof } from './proof.ts'
import { secondFactors } from './second-factor.ts'
import { browserWords } from './sessions.ts'
import { whoOf } from './who.ts'

const add = `${passkeysPath}/add`
const one = `${passkeysPath}/:id`

/** One's own passkeys. */
export function passkeyRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(add, freshProof, async (web) => {
    await requireRoom(web, of)
    return showAdd(web, { name: browserWords(web.req.header('user-agent') ?? '') })
  })
  app.post(`${add}/options`, async (web) => {
    await readForm(web)
    return answerCreation(web, of)
  })
  app.post(add, freshProof, async (web) => {
    const form = await readForm(web)
    const read = readName(form, await ownOf(web, of))
    if (read.error) return showAdd(web, read)
    const judged = await judgeNew(form.text('credential'), askedOf(web, of, ceremonyOf(web)))
    if (judged instanceof Problem) return showAdd(web, { ...read, passkeyError: sentence(judged) })
    const codes = await addOne(web, judged, read.name)
    await of.sessions.closeOthers(ownAccount(web).session)
    return codes
      ? showCodes(web, codes, 'The passkey is added.')
      : web.redirect(`${profilePath}?done=passkey-added`, 303)
  })
  app.route('/', oneRoutes(of))
  return app
}

/** Renaming needs no fresh proof: nobody is let in by a name. */
function oneRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  const required = (web: Web) =>
    of.passkeys.require(web.req.param('id') ?? '', ownAccount(web).administrator.id)
  app.get(`${one}/rename`, async (web) => showRename(web, await required(web)))
  app.post(`${one}/rename`, async (web) => {
    const form = await readForm(web)
    const passkey = await required(web)
    const others = (await ownOf(web, of)).filter(({ id }) => id !== passkey.id)
    const read = readName(form, others)
    if (read.error) return showRename(web, passkey, read)
    await changed(web, (inside) => passkeys(inside).rename(passkey.id, read.name), {
      action: 'Passkey renamed',
      before: { Passkey: passkey.name },
      after: { Passkey: read.name },
    })
    return web.redirect(`${profilePath}?done=passkey-renamed`, 303)
  })
  app.get(`${one}/remove`, freshProof, async (web) =>
    showRemove(web, await required(web), await ownOf(web, of)),
  )
  app.post(`${one}/remove`, freshProof, async (web) => {
    await readForm(web)
    await removeOne(web, await required(web))
    await of.sessions.closeOthers(ownAccount(web).session)
    return web.redirect(`${profilePath}?done=passkey-removed`, 303)
  })
  return app
}

const ownOf = (web: Web, of: ConsoleAccess) => of.passkeys.list(ownAccount(web).administrator.id)

const ceremonyOf = (web: Web) => ({ purpose: 'add', boundTo: ownAccount(web).session.key }) as const

async function requireRoom(web: Web, of: ConsoleAccess): Promise<void> {
  const { length } = await ownOf(web, of)
  if (length >= mostPasskeys) throw passkeyProblem('passkeys-full', { most: mostPasskeys })
}

async function answerCreation(web: Web, of: ConsoleAccess): Promise<Response> {
  const { id, userName } = ownAccount(web).administrator
  const { now, world } = web.var
  const options = creationOptions({
    relyingParty: requireRelyingParty(web),
    challenge: of.challenges.make(ceremonyOf(web), now, world.random),
    userName,
    handle: await of.passkeys.makeHandle(id, world.random),
    known: await of.passkeys.list(id),
  })
  return web.json(options)
}

/** Recovery codes to be shown, where this is the first second factor. */
function addOne(web: Web, credential: NewCredential, name: string): Promise<readonly string[] | undefined> {
  const { administrator } = ownAccount(web)
  const { now, world } = web.var
  const passkey: Passkey = {
    ...credential,
    id: passkeyId(world.random(12).toString('hex')),
    owner: administrator.id,
    name,
    addedAt: now,
    lastUsedAt: undefined,
  }
  const work = async (inside: Store) => {
    await passkeys(inside).add(passkey)
    if (hasSecondFactor(administrator)) return undefined
    return secondFactors(inside, world.seal).makeRecoveryCodes(administrator.id, world.random)
  }
  return changed(web, work, { action: 'Passkey added', after: { Passkey: name } })
}

function removeOne(web: Web, { id, name, owner }: Passkey): Promise<void> {
  const work = async (inside: Store) => {
    await passkeys(inside).remove(id)
    await secondFactors(inside, web.var.world.seal).removeRecoveryCodesOfNothing(administratorId(owner))
  }
  return changed(web, work, { action: 'Passkey removed', before: { Passkey: name } })
}

/** A change of an own passkey and its entry in the log, or neither. */
function changed<T>(
  web: Web,
  work: (inside: Store) => Promise<T>,
  says: Omit<Change, 'subject'>,
): Promise<T> {
  return web.var.world.store.transaction(async (inside) => {
    const made = await work(inside)
    await record(inside, whoOf(web), { ...says, subject: subjectOf(ownAccount(web).administrator) })
    return made
  })
}
