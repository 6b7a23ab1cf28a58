import { writeIdentityProviderMetadata } from '@postern/saml'
import type { TestHouse } from '../sign-in/test-house.ts'

export const loginUrl = 'https://login.microsoftonline.com/1/saml2'

/** For tests: metadata as an identity provider publishes it, signed with the house's key. */
export const metadataOf = (house: TestHouse, entityId = 'https://sts.windows.net/1/', location = loginUrl) =>
  writeIdentityProviderMetadata({
    id: '_1',
    entityId,
    certificates: [house.key.certificate],
    location,
    sign: house.key,
  })

export const fileOf = (text: string | Uint8Array<ArrayBuffer>) => ({
  file: new Blob([text], { type: 'application/xml' }),
})
