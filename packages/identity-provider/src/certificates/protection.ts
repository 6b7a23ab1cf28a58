import type { World } from '@postern/kit/world'
import type { ResponseToWrite } from '@postern/saml'
import { keyCredentials } from './key-credentials.ts'
import { signingCertificates } from './signing-certificates.ts'
import { signingSettings } from './signing-settings.ts'

/** How an answer is signed, and for whom it is encrypted: as `writeResponse` takes it. */
export type Protection = Pick<ResponseToWrite, 'sign' | 'encrypt'>

/** As the application's certificates say; undefined where it has no key to sign with. */
export async function protectionOf(
  { store, seal }: World,
  applicationId: string,
  now: number,
): Promise<Protection | undefined> {
  const key = await signingCertificates(store, seal).signingKey(applicationId, now)
  if (!key) return undefined
  const { option, algorithm } = await signingSettings(store).of(applicationId)
  const active = (await keyCredentials(store, 'encrypt').list(applicationId)).find((of) => of.active)
  const sign = { key, option, algorithm }
  return active ? { sign, encrypt: { certificate: active.certificate } } : { sign }
}
