import saml2 from 'saml2-js'
import type { Contender, Seen } from '../contender.ts'
import { groupsAttribute, parties } from '../parties.ts'

export const saml2Js: Contender = {
  name: 'saml2-js',
  validator(fixture) {
    const sp = new saml2.ServiceProvider({
      entity_id: parties.entityId,
      private_key: parties.spKey,
      certificate: parties.spCertificate,
      assert_endpoint: parties.replyUrl,
      audience: parties.entityId,
      allow_unencrypted_assertion: fixture !== 'enc-gcm',
    })
    const idp = new saml2.IdentityProvider({
      sso_login_url: parties.issuer,
      sso_logout_url: parties.issuer,
      certificates: [parties.idpCertificate],
    })
    return (parameter) =>
      new Promise<Seen>((resolve, reject) => {
        sp.post_assert(idp, { request_body: { SAMLResponse: parameter } }, (error, answer) => {
          if (error !== null) return reject(error)
          const groups = answer.user.attributes?.[groupsAttribute] ?? []
          resolve({ nameId: answer.user.name_id ?? '', groups: groups.length })
        })
      })
  },
}
