import type { World } from '@postern/kit/world'
import { type Credential, targetWith } from '../connectors/credential.ts'
import { type KindName, kinds } from '../connectors/kinds.ts'
import type { OurProviders, Registration } from '../connectors/registration.ts'
import { type Application, applicationId, type Protocol } from './application.ts'
import { lettersAndDigits } from './letters-and-digits.ts'
import type { Applications } from './store.ts'

export interface Connected {
  readonly application: Application
  /** False where it was connected before and was brought up to date. */
  readonly made: boolean
}

/**
 * Connects an application: checks it live, enters us among its ways to sign in, and keeps it. Nothing is kept before it has
 * taken everything; what it has taken is found again there by our issuer, so that repeating it,
 * after a crash too, changes the one entry and makes no second one. Problems say which field is wrong.
 */
export async function connectApplication(
  of: OurProviders & {
    readonly kind: KindName
    readonly world: World
    readonly applications: Applications
    /** As `readBaseUrl` gives it. */
    readonly baseUrl: string
    readonly credential: Credential
    readonly straight: boolean
    readonly protocol: Protocol
  },
): Promise<Connected> {
  const { world, applications, baseUrl, credential, straight, protocol } = of
  const kind = kinds[of.kind]
  const target = targetWith(credential, { baseUrl, random: world.random })
  const { version } = await kind.connector(target).check()
  const methods = kind.authenticationMethods(target)
  const entries = await methods.find(of)
  const before = (await applications.findByBaseUrl(baseUrl)) ?? (await knownBy(applications, entries))
  const clientId = before?.openid.clientId ?? lettersAndDigits(world.random, 24)
  const clientSecret = before
    ? (await applications.secrets(before.id)).clientSecret
    : lettersAndDigits(world.random, 48)
  const registration = await registrationFor(protocol, of, { clientId, clientSecret })
  const application: Application = {
    id: before?.id ?? applicationId(lettersAndDigits(world.random, 16)),
    name: before?.name ?? (await freeName(applications, kind.label, baseUrl)),
    kind: of.kind,
    baseUrl,
    version,
    openid: {
      clientId,
      redirectUri: kind.redirectUri(baseUrl),
      providerId: await methods.register(registration, of, entries),
    },
    protocol,
    straight,
    createdAt: before?.createdAt ?? world.clock(),
  }
  // Another administrator did the same at the same moment, and was first: bring that one up to date.
  if (!(await applications.save(application, { clientSecret, ...credential }))) return connectApplication(of)
  // Last, and only now that our side answers: it takes the login form away.
  if (straight) await methods.goStraight()
  else if (before?.straight) await methods.showForm()
  return { application, made: before === undefined }
}

/** The names differ, because for a moment both stand beside each other when the protocol is changed. */
async function registrationFor(
  protocol: Protocol,
  { issuer, saml }: OurProviders,
  client: { readonly clientId: string; readonly clientSecret: string },
): Promise<Registration> {
  const buttonText = 'Log in with single sign-on'
  if (protocol === 'openid') return { name: 'Postern', buttonText, protocol, issuer, ...client }
  const { entityId, singleSignOn } = saml
  const certificate = await saml.certificate()
  return { name: 'Postern (SAML)', buttonText, protocol, entityId, singleSignOn, certificate }
}

/** The application that one of our entries in Bitbucket belongs to: it was connected under another address. */
async function knownBy(
  applications: Applications,
  entries: readonly { readonly clientId: string }[],
): Promise<Application | undefined> {
  for (const { clientId } of entries) {
    const found = await applications.findByClient(clientId)
    if (found) return found
  }
  return undefined
}

async function freeName(applications: Applications, label: string, baseUrl: string): Promise<string> {
  const taken = (await applications.list()).some(({ name }) => name === label)
  return taken ? `${label} at ${new URL(baseUrl).host}` : label
}
