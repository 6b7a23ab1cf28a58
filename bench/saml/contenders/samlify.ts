import { randomUUID } from 'node:crypto'
import samlify from 'samlify'
import type { Contender } from '../contender.ts'
import { groupsAttribute, parties } from '../parties.ts'

// Its schema check is left to the caller, and off here: that is in its favour.
samlify.setSchemaValidator({ validate: async () => 'skipped' })

const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'
const naked = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')

const serviceProvider = () =>
  samlify.ServiceProvider({
    entityID: parties.entityId,
    assertionConsumerService: [{ Binding: post, Location: parties.replyUrl }],
    wantAssertionsSigned: true,
    encPrivateKey: parties.spKey,
  })

const identityProvider = (settings: Readonly<Record<string, unknown>>) =>
  samlify.IdentityProvider({
    entityID: parties.issuer,
    signingCert: naked(parties.idpCertificate),
    singleSignOnService: [{ Binding: post, Location: parties.issuer }],
    ...settings,
  })

/** Its template has one value for each attribute: as many attributes as others have values. */
const attributes = Array.from({ length: 31 }, (_, at) => ({
  name: `attribute${at}`,
  valueTag: `user.attribute${at}`,
  nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  valueXsiType: 'xs:string',
}))
const values = Object.fromEntries(attributes.map((_, at) => [`attrUserAttribute${at}`, parties.nameId]))

/** Its template is filled in by the caller when there are attributes. */
function filledIn(template: string): { id: string; context: string } {
  const id = `_${randomUUID()}`
  const [now, soon] = [Date.now(), Date.now() + 300_000].map((at) => new Date(at).toISOString())
  const context = samlify.SamlLib.replaceTagsByValue(template, {
    ...values,
    ID: id,
    AssertionID: `_${randomUUID()}`,
    Destination: parties.replyUrl,
    Audience: parties.entityId,
    SubjectRecipient: parties.replyUrl,
    Issuer: parties.issuer,
    IssueInstant: now,
    StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    ConditionsNotBefore: now,
    ConditionsNotOnOrAfter: soon,
    SubjectConfirmationDataNotOnOrAfter: soon,
    NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    NameID: parties.nameId,
    InResponseTo: parties.requestId,
    AuthnStatement: '',
  })
  return { id, context }
}

export const samlifyContender: Contender = {
  name: 'samlify',
  validator(fixture) {
    const sp = serviceProvider()
    const idp = identityProvider({ isAssertionEncrypted: fixture === 'enc-gcm' })
    return async (parameter) => {
      const { extract } = await sp.parseLoginResponse(idp, 'post', { body: { SAMLResponse: parameter } })
      const groups = extract.attributes[groupsAttribute]
      return { nameId: extract.nameID, groups: Array.isArray(groups) ? groups.length : 0 }
    }
  },
  issuer() {
    const sp = serviceProvider()
    const idp = identityProvider({
      privateKey: parties.idpKey,
      requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      loginResponseTemplate: { ...samlify.SamlLib.defaultLoginResponseTemplate, attributes },
    })
    const request = { extract: { request: { id: parties.requestId } } }
    const user = { email: parties.nameId }
    return async () => (await idp.createLoginResponse(sp, request, 'post', user, filledIn)).context
  },
}
