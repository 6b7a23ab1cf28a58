import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Problem } from '@postern/saml/problem'
import type { Credential, Way } from '../connectors/credential.ts'
import { isKind, type KindName, kinds } from '../connectors/kinds.ts'
import type { Protocol } from './application.ts'
import { readBaseUrl } from './base-url.ts'
import type { TypedSecrets } from './kept-secrets.ts'

/** The form *Connect Bitbucket* as typed. The secrets are read from it once and never shown again. */
export interface ConnectForm {
  readonly kind: KindName
  readonly baseUrl: string
  readonly way: Way
  readonly clientId: string
  readonly userName: string
  readonly straight: boolean
  readonly protocol: Protocol
  /** A path of Bitbucket where the administrator came from and goes back to; '' for none. */
  readonly returnTo: string
}

export type Filled = ConnectForm & TypedSecrets

export const unfilled: ConnectForm = {
  kind: 'bitbucket',
  baseUrl: '',
  way: 'link',
  clientId: '',
  userName: '',
  straight: true,
  protocol: 'openid',
  returnTo: '',
}

const most = 1_000

/** Filled from the address: what Bitbucket's side of the set-up knows already. Nothing of it is believed before it is sent. */
export function prefilled(query: (name: string) => string | undefined): ConnectForm {
  const given = (name: string) => (query(name) ?? '').slice(0, most)
  const clientId = given('clientId')
  const kind = kindIn(given('kind'))
  const form = { ...unfilled, kind, baseUrl: given('baseUrl'), clientId, returnTo: given('returnTo') }
  // A set-up that has just begun: while nobody can sign in yet, hiding the login form would lock people out.
  return clientId === '' ? form : { ...form, straight: false }
}

const kindIn = (text: string): KindName => (isKind(text) ? text : unfilled.kind)

/** Secrets that were not typed anew are those that were kept from the page before. */
export function asTyped(form: Form, kept: TypedSecrets): Filled {
  return {
    kind: kindIn(form.text('kind')),
    baseUrl: form.text('baseUrl'),
    way: wayOf(form),
    clientId: form.text('clientId').trim(),
    clientSecret: form.text('clientSecret').trim() || kept.clientSecret,
    userName: form.text('userName').trim(),
    password: form.text('password') || kept.password,
    straight: form.has('straight'),
    protocol: form.text('protocol') === 'saml' ? 'saml' : 'openid',
    returnTo: form.text('returnTo'),
  }
}

/** As chosen; but who filled the fields of one way alone meant that one. */
function wayOf(form: Form): Way {
  const filled = (names: readonly string[]) => names.some((name) => form.text(name) !== '')
  if (form.text('way') === 'session') return 'session'
  if (form.text('way') !== 'link') return 'password'
  return !filled(['clientId', 'clientSecret']) && filled(['userName', 'password']) ? 'password' : 'link'
}

/** What can be told without asking Bitbucket. */
export function faultsOf(form: Filled): readonly FieldError[] {
  const address = readBaseUrl(form.baseUrl)
  return [
    ...('fault' in address ? [{ id: 'baseUrl', message: address.fault }] : []),
    ...(form.way === 'link' ? linkFaults(form) : passwordFaults(form)),
  ]
}

/** By user name and password: undefined for a link, which takes an administrator's consent first. */
export function credentialOf({ way, userName, password }: Filled): Credential | undefined {
  if (way === 'link') return undefined
  return way === 'session' ? { userName, password, through: way } : { userName, password }
}

function linkFaults({ kind, clientId, clientSecret }: Filled): readonly FieldError[] {
  const where = `from Administration, Application links, in ${kinds[kind].label}`
  return [
    ...(clientId === '' ? [{ id: 'clientId', message: `Copy Client ID ${where}.` }] : []),
    ...(clientId.length > 255
      ? [{ id: 'clientId', message: `Client ID is too long. Copy it ${where}.` }]
      : []),
    ...(clientSecret === '' ? [{ id: 'clientSecret', message: `Copy Client secret ${where}.` }] : []),
    ...(clientSecret.length > 255
      ? [{ id: 'clientSecret', message: `Client secret is too long. Copy it ${where}.` }]
      : []),
  ]
}

function passwordFaults({ userName, password }: Filled): readonly FieldError[] {
  return [
    ...(userName === '' ? [{ id: 'userName', message: 'Enter Administrator’s user name.' }] : []),
    ...(userName.length > 255 || userName.includes(':')
      ? [{ id: 'userName', message: 'Administrator’s user name has at most 255 characters and no colon.' }]
      : []),
    ...(password === '' ? [{ id: 'password', message: 'Enter Password.' }] : []),
    ...(password.length > 1_000
      ? [{ id: 'password', message: 'Password has at most 1000 characters.' }]
      : []),
  ]
}

/** The field that a failure of the live check belongs to; what Bitbucket says belongs to the address that it came from. */
const fields: Readonly<Record<string, string>> = {
  'application-credential': 'password',
  'application-captcha': 'userName',
  'application-second-factor': 'userName',
  'application-basic': 'userName',
  'application-rights': 'userName',
  'application-client': 'clientSecret',
  'application-consent': 'clientId',
  'application-denied': 'clientId',
}

export function faultOf(problem: Problem, way: Way): FieldError {
  const field = problem.code === 'application-rights' && way === 'link' ? 'clientId' : fields[problem.code]
  return { id: field ?? 'baseUrl', message: `${problem.message} ${problem.remedy}` }
}
