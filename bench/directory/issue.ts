import { randomBytes, sign } from 'node:crypto'
import { makeKeyWithCertificate, yearsFrom } from '@postern/kit/certificate'
import { authnContexts, readSigningKey } from '@postern/saml'
import { usualClaims } from '../../packages/identity-provider/src/claims/configuration.ts'
import { responseAbout } from '../../packages/identity-provider/src/sign-in/response.ts'
import { spreadOf } from '../saml/statistics.ts'

const slices = 41
const slice = 150
const address = 'http://localhost:4200/login'

/** Operations a second, over `slice` milliseconds. */
function rate(operation: () => unknown): number {
  const began = performance.now()
  let done = 0
  while (performance.now() - began < slice) {
    operation()
    done++
  }
  return (done * 1000) / (performance.now() - began)
}

/**
 * How fast the identity provider writes and signs a Response, from the person and the configured claims to the XML, as a
 * share of how fast `node:crypto` alone signs as many octets with the same RSA-2048 key in the same process. Slices of both
 * take turns, so that what else the machine does slows both down.
 */
export async function issuingRatio(): Promise<{ readonly median: number; readonly spread: number }> {
  const now = Date.now()
  const of = { commonName: 'Bench', now, until: yearsFrom(now, 3), random: randomBytes }
  const made = await makeKeyWithCertificate(of)
  const key = readSigningKey(made.privateKey, made.certificate)
  const user = {
    id: 'b3a1c8c2-4d55-4d0a-9d8f-1a2b3c4d5e6f',
    displayName: 'B.Simon',
    userPrincipalName: 'B.Simon@contoso.example',
    givenName: 'Britta',
    surname: 'Simon',
    mail: 'b.simon@contoso.example',
    enabled: true,
    createdAt: now,
  }
  const answer = {
    person: { user, authenticatedAt: now, multiFactor: false, session: '' },
    claims: usualClaims,
    subject: {
      user,
      pairwiseId: '',
      groups: [],
      assignedGroups: new Set<string>(),
      roles: [],
      directoryRoles: [],
    },
    audience: address,
    replyUrl: address,
    inResponseTo: '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a',
    classRef: authnContexts.password,
    tenant: { id: '8d3c0000-4d55-4d0a-9d8f-1a2b3c4d5e6f', entityId: 'http://127.0.0.1:4100/8d3c/' },
    protection: { sign: { key, option: 'assertion' as const } },
  }
  const issue = () => responseAbout(answer, { now: Date.now(), random: randomBytes })
  const { xml } = issue()
  const signed = Buffer.from(/<SignedInfo.*?<\/SignedInfo>/s.exec(xml)?.[0] ?? '')
  const bare = () => sign('sha256', signed, key.privateKey)
  rate(issue)
  rate(bare)
  return spreadOf(
    Array.from({ length: slices }, (_, n) => {
      const [a, b] = n % 2 === 0 ? [issue, bare] : [bare, issue]
      const [first, second] = [rate(a), rate(b)]
      return n % 2 === 0 ? first / second : second / first
    }),
  )
}
