import { formProblem } from '@postern/kit/form'
import { httpProblem } from '@postern/kit/http'
import { catalogues } from '@postern/saml'
import { type Catalogue, explained } from '@postern/saml/problem'
import { claimProblem } from '../account-rules/problems.ts'
import { accountProblem } from '../accounts/problems.ts'
import { activityProblem } from '../activity/problems.ts'
import { administratorProblem } from '../administrators/problems.ts'
import { applicationProblem } from '../applications/problems.ts'
import { auditProblem } from '../audit/problems.ts'
import { breakGlassProblem } from '../break-glass/problems.ts'
import { connectionProblem } from '../connections/problems.ts'
import { connectorProblem } from '../connectors/problems.ts'
import { fetchProblem } from '../metadata/fetch-problems.ts'
import { metadataProblem } from '../metadata/metadata-problems.ts'
import { openidProblem } from '../openid-provider/problems.ts'
import { passkeyProblem } from '../passkeys/problems.ts'
import { requestKeyProblem } from '../request-signing/problems.ts'
import { samlProviderProblem } from '../saml-provider/problems.ts'
import { signInProblem } from '../sign-in/problems.ts'
import { trialProblem } from '../sign-in/trial-problems.ts'
import { singleLogoutProblem } from '../single-logout/problems.ts'

/** A code of ours in words, without a case of it: facts stand as their names, `‹connection›`. */
export interface Explained {
  readonly code: string
  readonly area: string
  readonly cause: string
  readonly remedy: string
}

/** Those of this server, then those of the packages that it is made of. */
const areas: Readonly<Record<string, Catalogue>> = {
  'Sign-in': signInProblem.catalogue,
  'Test sign-in': trialProblem.catalogue,
  'Single logout': singleLogoutProblem.catalogue,
  Accounts: accountProblem.catalogue,
  'Claims of a person': claimProblem.catalogue,
  Connections: connectionProblem.catalogue,
  Applications: applicationProblem.catalogue,
  'What Bitbucket answers': connectorProblem.catalogue,
  'OpenID provider': openidProblem.catalogue,
  'SAML provider': samlProviderProblem.catalogue,
  'Fetching metadata': fetchProblem.catalogue,
  'Importing metadata': metadataProblem.catalogue,
  'Request signing': requestKeyProblem.catalogue,
  Activity: activityProblem.catalogue,
  Administrators: administratorProblem.catalogue,
  Passkeys: passkeyProblem.catalogue,
  'Audit log': auditProblem.catalogue,
  'Break-glass': breakGlassProblem.catalogue,
  ...catalogues,
  Forms: formProblem.catalogue,
  Pages: httpProblem.catalogue,
}

/** Every code that this server shows. Where two areas share one, the first explains it. */
export const codes: ReadonlyMap<string, Explained> = new Map(
  Object.entries(areas)
    .flatMap(([area, catalogue]) =>
      Object.entries(catalogue).map(([code, row]) => [code, { code, area, ...explained(row) }] as const),
    )
    .toReversed(),
)
