import { csrfToken, readForm } from '@postern/kit/form'
import type { Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { record } from '../audit/store.ts'
import { readUse } from '../passkeys/answer.ts'
import type { Ceremony } from '../passkeys/challenges.ts'
import { type Asked, judgeUse } from '../passkeys/judge.ts'
import { requestOptions } from '../passkeys/options.ts'
import { passkeyProblem } from '../passkeys/problems.ts'
import { type RelyingParty, relyingParty } from '../passkeys/relying-party.ts'
import type { Administrator } from './administrator.ts'
import { subjectOf } from './own.ts'
import { limited } from './password.ts'
import type { ConsoleAccess } from './ports.ts'
import { whoOf } from './who.ts'

/** Of a credential's name, which may have a thousand octets. */
const longestCounted = 1_400

/** Problem `passkey-address`. */
export function requireRelyingParty(web: Web): RelyingParty {
  const { publicUrl } = web.var.world.settings
  const found = relyingParty(publicUrl)
  if (!found) throw passkeyProblem('passkey-address', { host: publicUrl.host })
  return found
}

export const askedOf = (web: Web, of: ConsoleAccess, ceremony: Ceremony): Asked => ({
  relyingParty: requireRelyingParty(web),
  ceremony,
  challenges: of.challenges,
  passkeys: of.passkeys,
  now: web.var.now,
})

/** Before there is a session, the browser is known by the cookie of its forms. */
export const signInCeremony = (web: Web): Ceremony => ({ purpose: 'sign-in', boundTo: csrfToken(web) })

/** What the browser is asked: for a passkey of `who`, or for any where nobody is known yet, so that no name is told. */
export async function answerOptions(
  web: Web,
  of: ConsoleAccess,
  ceremony: Ceremony,
  who: Administrator | undefined,
): Promise<Response> {
  await readForm(web)
  const { now, world } = web.var
  const options = requestOptions({
    relyingParty: requireRelyingParty(web),
    challenge: of.challenges.make(ceremony, now, world.random),
    known: who && (await of.passkeys.list(who.id)),
  })
  return web.json(options)
}

/**
 * The administrator whose passkey it is, or the sentence that says why not. It says the same of a passkey that is not known
 * and of one whose administrator is disabled. Failures are counted as those of a password are.
 */
export function checkPasskey(
  web: Web,
  of: ConsoleAccess,
  { ceremony, sent, who }: { ceremony: Ceremony; sent: string; who: Administrator | undefined },
): Promise<Administrator | string> {
  const credentialId = readUse(sent)?.credential.id.slice(0, longestCounted) ?? ''
  const guessed = { kind: 'administrator passkey', account: who?.id ?? credentialId }
  return limited(web, of.attempts, guessed, async () => {
    const judged = await judgeUse(sent, askedOf(web, of, ceremony), who?.id)
    const found = judged instanceof Problem ? judged : await of.administrators.find(judged.owner)
    if (found instanceof Problem) return refused(web, of, found, credentialId)
    return found && !found.disabled ? found : sentence(passkeyProblem('passkey-unknown', {}))
  })
}

/** A copy of a passkey is worth an entry that stays: it is the one trace that its owner can find. */
async function refused(web: Web, of: ConsoleAccess, problem: Problem, credentialId: string) {
  const { log, store } = web.var.world
  log.warn({ code: problem.code, facts: problem.facts }, 'a passkey was refused')
  const copied = problem.code === 'passkey-counter' && (await of.passkeys.findByCredential(credentialId))
  const owner = copied && (await of.administrators.find(copied.owner))
  if (owner)
    await record(store, whoOf(web), {
      action: 'Passkey refused, of which there may be a copy',
      subject: subjectOf(owner),
      after: { Passkey: copied.name, ...problem.facts },
    })
  return sentence(problem)
}

export const sentence = ({ message, remedy, code }: Problem): string => `${message} ${remedy} (${code})`
