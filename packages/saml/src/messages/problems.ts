import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

type In = { readonly element: string }
const schema = 'SAML 2.0 schemas'
const theirs =
  'The sender must follow the schema. Ask for a message as it left the sender, and for the name of its software.'
const attack =
  'Do not relax anything: this shape is how signatures are wrapped. Keep the message for an inquiry.'

/** Why a document is not the message that it should be. */
const catalogue = {
  /** A signed assertion, metadata or error response of the same signer, posted where a Response belongs (CVE-2025-47949). */
  'message-root': refusalOf<{ expected: string; received: string }>(
    'ROOT-1',
    'SAML Core 3',
    (f) => `The root element is ${f.received}; ${f.expected} belongs here.`,
    'Check which address the message was sent to: each address takes one kind of message.',
  ),
  /** Unknown wrappers, second Issuers and NameIDs, anything that a search by name would find first. */
  'message-element': refusalOf<In & { child: string }>(
    'XSD-1',
    schema,
    (f) => `In ${f.element} stands ${f.child}, which is unknown, out of order or too many.`,
    theirs,
  ),
  /** Readers differ in what they take in place of what is not there. */
  'message-missing': refusalOf<In & { child: string }>(
    'XSD-1',
    schema,
    (f) => `In ${f.element} the element ${f.child} is missing.`,
    theirs,
  ),
  /** What the schema does not know, some library does: `id` beside `ID` above all. */
  'message-attribute': refusalOf<In & { attribute: string }>(
    'XSD-1',
    schema,
    (f) => `${f.element} has the attribute ${f.attribute}, which does not belong there.`,
    theirs,
  ),
  'message-attribute-missing': refusalOf<In & { attribute: string }>(
    'XSD-1',
    schema,
    (f) => `${f.element} lacks the attribute ${f.attribute}.`,
    theirs,
  ),
  /** Stray text is where truncated documents and mixed content show. */
  'message-text': refusalOf<In>('XSD-1', schema, (f) => `Stray text stands in ${f.element}.`, attack),
  /** One request, two places to answer to: which of them counts, identity providers do not agree on. */
  'message-exclusive': refusalOf<In>(
    'XSD-2',
    'SAML Core 3.4.1',
    (f) => `${f.element} names the place to answer both by index and by URL or binding.`,
    'Have the application send AssertionConsumerServiceURL alone.',
  ),
  /** `TRUE` is true for some and false for others: whether somebody must sign in anew may not depend on it. */
  'message-boolean': refusalOf<In & { attribute: string }>(
    'XSD-1',
    'XML Schema 2 3.2.2',
    (f) => `${f.attribute} of ${f.element} is neither true nor false.`,
    theirs,
  ),
  /**
   * XSW7 and its kin put the signed original into Extensions or Advice and the forged one in its place; ruby-saml found
   * a smuggled DigestValue in StatusDetail (CVE-2024-45409).
   */
  'message-hidden': refusalOf<In & { hidden: string }>(
    'SIG-6',
    'SAML Core 2.7.2, XML Signature wrapping',
    (f) => `${f.hidden} is hidden in ${f.element}, where content is open and nobody looks.`,
    attack,
  ),
  /** A quote in an ID reached an XPath expression (ruby-saml CVE-2015-20108); an entity in one, a cache (CVE-2025-23369). */
  'message-id': refusalOf<In & { value: string }>(
    'ID-2',
    'SAML Core 1.3.4',
    (f) =>
      `The ID of ${f.element} is no xs:ID: a letter or _, then letters, digits, _, - and full stops, up to 256.`,
    theirs,
  ),
  /** What has no ID cannot be referred to and cannot be remembered against replay. */
  'message-id-missing': refusalOf<In>('ID-2', 'SAML Core 1.3.4', (f) => `${f.element} has no ID.`, theirs),
  /** Look-up by ID takes the first here and the last there. We look nothing up; others on the way do. */
  'message-id-duplicate': refusalOf<{ id: string }>(
    'ID-1',
    'XML Signature wrapping',
    'Two elements carry the same ID, so that a reference to it could mean either.',
    attack,
  ),
  /** Several ID-like attributes on one element, each found by another library. */
  'message-id-place': refusalOf<In & { attribute: string }>(
    'ID-3',
    'The Fragile Lock (2025), attribute pollution',
    (f) =>
      `${f.element} has the attribute ${f.attribute}, which some libraries take for an ID and the schema does not.`,
    attack,
  ),
  /** Names go into databases, cookies and logs. */
  'message-size': refusalOf<In>(
    'LIM-1',
    'SAML Core 8.3',
    (f) => `${f.element} has more than 1024 characters.`,
    theirs,
  ),
  /**
   * The first signed one verified, another one read: CVE-2022-41912 (crewjam), CVE-2026-25922 (authentik); an encrypted
   * one in front: CVE-2026-2092 (Keycloak).
   */
  'message-assertions': refusalOf<{ count: number }>(
    'ONE-1',
    'SAML Profiles 4.1.4.2, Postern',
    (f) => `The response holds ${f.count} assertions; exactly one is read.`,
    attack,
  ),
  /** Not an attack but the commonest refusal of all: what the identity provider says must reach the administrator whole. */
  'response-status': refusalOf<{ codes: readonly string[]; message?: string | undefined }>(
    'STAT-1',
    'SAML Core 3.2.2',
    (f) => `The identity provider refused: ${f.message ?? f.codes.join(', ')}`,
    'The reason stands in the message above; it is mended at the identity provider, or by asking for less in the request.',
  ),
  /** Text that was not escaped became attributes in what samlify signed (GHSA-34r5-q4jw-r36m); these cannot even be escaped. */
  'value-character': refusalOf<{ name: string }>(
    'IDP-6',
    'XML 1.0 2.2',
    (f) => `A value to be written in ${f.name} holds a character that XML cannot carry.`,
    'Remove control characters from the value.',
    'invalid',
  ),
}

export const messageProblem = problems(catalogue)
