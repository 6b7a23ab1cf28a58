import type { Sessions } from '@postern/kit/session'
import type { Accounts } from '../accounts/store.ts'
import type { Activity } from '../activity/store.ts'
import type { Applications } from '../applications/store.ts'
import type { Connections } from '../connections/store.ts'
import type { MetadataRefresh } from '../metadata/refresh.ts'
import type { RequestKeys } from '../request-signing/store.ts'
import type { SessionNames } from '../sessions/names.ts'
import type { Acceptances } from './acceptances.ts'
import type { SignIns } from './store.ts'
import type { TrialLinks } from './trial-links.ts'

/** What signing in needs of the rest of the server. */
export interface SignInPorts {
  readonly connections: Connections
  readonly applications: Applications
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly sessionNames: SessionNames
  readonly activity: Activity
  readonly signIns: SignIns
  readonly refresh: MetadataRefresh
  readonly requestKeys: RequestKeys
  readonly acceptances: Acceptances
  readonly trialLinks: TrialLinks
  /** Of our OpenID provider. */
  readonly issuer: string
}
