import module from '@boxyhq/saml20'
import type { Contender } from '../contender.ts'
import { groupsAttribute, parties } from '../parties.ts'

const saml20 = module.default
const nameIdentifier = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier'
const options = {
  publicKey: parties.idpCertificate,
  privateKey: parties.spKey,
  audience: parties.entityId,
  strictAudienceValidation: true,
  inResponseTo: parties.requestId,
}
const claims = {
  email: parties.nameId,
  raw: {
    ...Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`attribute${at}`, parties.nameId])),
    [groupsAttribute]: Array.from({ length: 20 }, (_, at) => `a1b2c3d4-0000-4000-8000-${at + 1e11}`),
  },
}

export const saml20Contender: Contender = {
  name: '@boxyhq/saml20',
  validator: () => async (parameter) => {
    const xml = await saml20.decodeBase64(parameter, false)
    const profile = await saml20.validate(xml, options)
    const groups = profile.claims[groupsAttribute]
    const nameId = profile.claims[nameIdentifier]
    return { nameId: String(nameId), groups: Array.isArray(groups) ? groups.length : 0 }
  },
  issuer: () => () =>
    saml20.createSAMLResponse({
      audience: parties.entityId,
      issuer: parties.issuer,
      acsUrl: parties.replyUrl,
      claims,
      requestId: parties.requestId,
      privateKey: parties.idpKey,
      publicKey: parties.idpCertificate,
    }),
}
