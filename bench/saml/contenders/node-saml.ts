import { SAML } from '@node-saml/node-saml'
import type { Contender } from '../contender.ts'
import { groupsAttribute, parties } from '../parties.ts'

export const nodeSaml: Contender = {
  name: '@node-saml/node-saml',
  validator(fixture) {
    const saml = new SAML({
      callbackUrl: parties.replyUrl,
      entryPoint: parties.issuer,
      issuer: parties.entityId,
      audience: parties.entityId,
      idpIssuer: parties.issuer,
      idpCert: parties.idpCertificate,
      decryptionPvk: parties.spKey,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: fixture === 'both',
    })
    return async (parameter) => {
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: parameter })
      const groups = profile?.[groupsAttribute]
      return { nameId: profile?.nameID ?? '', groups: Array.isArray(groups) ? groups.length : 0 }
    }
  },
}
