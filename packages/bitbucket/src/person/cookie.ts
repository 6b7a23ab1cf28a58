import { type Sessions, sessions } from '@postern/kit/session'
import type { Store } from '@postern/kit/store'

const minute = 60_000

/** BITBUCKETSESSIONID, as Bitbucket's clients know it; a person who does nothing for half an hour is logged out. */
export const bitbucketSessions = (store: Store): Sessions =>
  sessions({
    store,
    cookie: 'session',
    cookieName: { exact: 'BITBUCKETSESSIONID' },
    idle: 30 * minute,
    absolute: 24 * 60 * minute,
  })
