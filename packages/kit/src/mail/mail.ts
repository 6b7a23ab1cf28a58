import type { Store } from '../store/index.ts'
import type { World } from '../world/index.ts'
import { outbox, type Waiting } from './outbox.ts'

/** Plain text; never a password, a code or a link that lets somebody in without asking for more. */
export interface Letter {
  /** Addresses of one to a hundred recipients. */
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

export interface Mail {
  /** Whether MAIL_SERVER and MAIL_FROM are set; where they are not, letters are not kept and the console should say so. */
  readonly isSetUp: boolean
  /**
   * Keeps a letter, to be sent within a minute or so. Inside a transaction pass its store: the letter is then kept with the
   * change that it tells of, or not at all.
   */
  queue(letter: Letter, store?: Store): Promise<void>
  /** Sends what is due. */
  sweep(now: number): Promise<void>
}

/** Letters that wait at most: a mail server that is down for days must not fill the disk. */
const mostWaiting = 1000
const mostRecipients = 100
const perSweep = 20
const givenUpAfter = 3 * 86_400_000
const minute = 60_000
const longestPause = 60 * minute
const purpose = 'mail-letter'

/** Mail to administrators through one SMTP server (`MAIL_SERVER`, `MAIL_FROM`). What cannot be sent is tried again for three days. */
export function mail(world: World): Mail {
  const { log, seal, settings } = world
  const way = settings.mail
  const kept = outbox(world.store)

  async function queue(letter: Letter, store: Store = world.store): Promise<void> {
    if (!way || letter.to.length === 0) return
    if (letter.to.length > mostRecipients) throw new Error(`a letter to ${letter.to.length} recipients`)
    const within = outbox(store)
    if ((await within.count()) >= mostWaiting) {
      log.error({ subject: letter.subject }, 'a letter was dropped: too many wait for the mail server')
      return
    }
    const id = world.random(16).toString('hex')
    await within.add({ id, letter: seal.close(JSON.stringify(letter), purpose), now: world.clock() })
  }

  async function deliver(waiting: Waiting, now: number): Promise<void> {
    const pause = Math.min(longestPause, minute * 2 ** Math.min(10, waiting.tries))
    if (!way || !(await kept.claim(waiting, now + pause))) return
    const letter: Letter = JSON.parse(seal.open(waiting.letter, purpose))
    try {
      const { send } = await import('./smtp.ts')
      await send(way, letter)
    } catch (error) {
      log.error({ err: error, subject: letter.subject, tries: waiting.tries + 1 }, 'a letter was not sent')
      if (now - waiting.queued_at < givenUpAfter) return
      log.error({ subject: letter.subject }, 'a letter was given up after three days')
    }
    await kept.remove(waiting.id)
  }

  return {
    isSetUp: way !== undefined,
    queue,
    async sweep(now) {
      if (!way) return
      for (const waiting of await kept.due(now, perSweep)) await deliver(waiting, now)
    },
  }
}
