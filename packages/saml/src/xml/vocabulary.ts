/*
 * Names that messages are made of, known by number before any message is read. Whoever reads finds the number by the
 * octets, without making a string of them; names that nobody foresaw are numbered as they come (names.ts).
 */

const SLOTS = 1024

/** One step of the hash by which octets are found. It need not withstand anybody: what is in the table is fixed. */
export const mix = (hash: number, octet: number): number => (Math.imul(hash, 31) + octet) | 0

/** Of four octets, the first so many. */
const masks = Int32Array.of(0, 0xff, 0xffff, 0xffffff)

/** A fixed list of ASCII strings; the number of each is its place. The first is the empty one. */
export class Vocabulary {
  readonly strings: readonly string[]
  private readonly numbers: ReadonlyMap<string, number>
  private readonly octets: Buffer
  private readonly view: DataView
  /** Where in `octets` each begins; one more than there are strings. */
  private readonly starts: Int32Array
  private readonly slots = new Int16Array(SLOTS)

  constructor(strings: readonly string[]) {
    // Names of properties are the strings that V8 compares by their address.
    this.strings = Object.keys(Object.fromEntries(strings.map((string) => [string, 0])))
    this.numbers = new Map(strings.map((string, number) => [string, number]))
    // Some octets more, so that four can be looked at from any place.
    this.octets = Buffer.from(`${strings.join('')}\0\0\0\0`, 'latin1')
    this.view = new DataView(this.octets.buffer, this.octets.byteOffset, this.octets.length)
    this.starts = new Int32Array(strings.length + 1)
    for (const [number, string] of strings.entries()) {
      this.starts[number + 1] = (this.starts[number] ?? 0) + string.length
      if (number > 0) this.slots[this.free(hashOf(string))] = number
    }
  }

  /** The number of a string, or undefined. */
  number(of: string): number | undefined {
    return this.numbers.get(of)
  }

  /** The number of one that must be in the list. */
  known(string: string): number {
    const number = this.numbers.get(string)
    if (number === undefined) throw Error(`${string} is not in the vocabulary`)
    return number
  }

  /** How many octets the string of this number has when they stand at `at`; else 0. Four octets at a time. */
  sizeAt(number: number, octets: DataView, at: number, end: number): number {
    const start = this.starts[number] ?? 0
    const size = (this.starts[number + 1] ?? 0) - start
    if (at + size + 4 > end) return 0
    const { view } = this
    const whole = size & ~3
    for (let i = 0; i < whole; i += 4) {
      if (octets.getInt32(at + i, true) !== view.getInt32(start + i, true)) return 0
    }
    const rest = octets.getInt32(at + whole, true) ^ view.getInt32(start + whole, true)
    return (rest & (masks[size & 3] ?? 0)) === 0 ? size : 0
  }

  /** The number of the octets from `from` to `to`, whose hash is given; 0 when they are not in the list. */
  find(octets: Uint8Array, from: number, to: number, hash: number): number {
    const { slots } = this
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const number = slots[slot] ?? 0
      if (number === 0 || this.spells(number, octets, from, to)) return number
    }
  }

  private spells(number: number, octets: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[number] ?? 0
    if ((this.starts[number + 1] ?? 0) - start !== to - from) return false
    for (let at = from, own = start; at < to; at++, own++) if (octets[at] !== this.octets[own]) return false
    return true
  }

  private free(hash: number): number {
    let slot = hash & (SLOTS - 1)
    while (this.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }
}

function hashOf(string: string): number {
  let hash = 0
  for (let at = 0; at < string.length; at++) hash = mix(hash, string.charCodeAt(at))
  return hash
}

/** Local names and prefixes. The spellings of ID come first, so that one comparison tells them (ids.ts). */
const words = `
  ID Id id iD AssertionID xml xmlns saml samlp saml2 saml2p ds dsig md xenc xenc11 e xs xsd xsi ec mdui alg
  fed auth ns0 ns1 ns2 p q Response Assertion Issuer Status StatusCode StatusMessage StatusDetail Signature
  SignedInfo CanonicalizationMethod SignatureMethod Reference Transforms Transform InclusiveNamespaces
  DigestMethod DigestValue SignatureValue KeyInfo X509Data X509Certificate X509IssuerSerial X509IssuerName
  X509SerialNumber X509SubjectName X509SKI KeyName KeyValue RSAKeyValue Modulus Exponent RetrievalMethod
  Object Manifest SignatureProperties Subject NameID BaseID EncryptedID SubjectConfirmation
  SubjectConfirmationData Conditions Condition AudienceRestriction Audience OneTimeUse ProxyRestriction
  Advice Statement AuthnStatement SubjectLocality AuthnContext AuthnContextClassRef AuthnContextDecl
  AuthnContextDeclRef AuthenticatingAuthority AuthzDecisionStatement AttributeStatement Attribute
  AttributeValue EncryptedAttribute EncryptedAssertion EncryptedData EncryptedKey EncryptionMethod
  CipherData CipherValue CipherReference MGF OAEPparams ReferenceList DataReference AuthnRequest
  NameIDPolicy RequestedAuthnContext Scoping LogoutRequest LogoutResponse SessionIndex ArtifactResponse
  Extensions EntityDescriptor EntitiesDescriptor IDPSSODescriptor SPSSODescriptor RoleDescriptor
  KeyDescriptor NameIDFormat SingleSignOnService SingleLogoutService AssertionConsumerService
  ArtifactResolutionService Organization OrganizationName OrganizationDisplayName OrganizationURL
  ContactPerson GivenName SurName EmailAddress Company Version IssueInstant Destination InResponseTo
  Consent Value Algorithm URI Type Encoding MimeType Recipient PrefixList Format NameQualifier
  SPNameQualifier SPProvidedID Method NotBefore NotOnOrAfter Address DNSName AuthnInstant
  SessionNotOnOrAfter Name NameFormat FriendlyName Count Resource Decision Reason
  AssertionConsumerServiceURL AssertionConsumerServiceIndex ProtocolBinding AttributeConsumingServiceIndex
  ProviderName ForceAuthn IsPassive AllowCreate Comparison type nil lang entityID validUntil cacheDuration
  protocolSupportEnumeration use Binding Location ResponseLocation index isDefault WantAuthnRequestsSigned
  AuthnRequestsSigned WantAssertionsSigned OriginalIssuer IDPList IDPEntry GetComplete RequesterID
  ProviderID Loc ProxyCount Terminate
`

export const nameVocabulary = new Vocabulary(['', ...words.trim().split(/\s+/)])

/** The numbers of the names that the reader itself has to know. */
export const LAST_ID = 5
export const XML = 6
export const XMLNS = 7

/** Namespace names. */
export const uriVocabulary = new Vocabulary([
  '',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
  'urn:oasis:names:tc:SAML:2.0:protocol',
  'urn:oasis:names:tc:SAML:2.0:assertion',
  'urn:oasis:names:tc:SAML:2.0:metadata',
  'http://www.w3.org/2000/09/xmldsig#',
  'http://www.w3.org/2001/04/xmlenc#',
  'http://www.w3.org/2009/xmlenc11#',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/2001/XMLSchema-instance',
])

/** The numbers of the namespaces that the reader itself has to know. */
export const XML_NAMESPACE = 1
export const XMLNS_NAMESPACE = 2
