import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

type At = { readonly offset: number }
const wf = 'XML 1.0 2.1'
const ask =
  'Ask the sender for the message as it was made; something on the way, or the sender, has damaged it.'
const attack =
  'Do not relax anything: honest identity providers send none of these. Keep the message for an inquiry.'

/** Why a document is no document for us. One code for each reason; `offset` counts octets. */
const catalogue = {
  /** Before anything is read. ruby-saml judged the size after decoding (CVE-2025-54572). */
  'xml-size': refusalOf<{ octets: number }>(
    'LIM-1',
    'Postern limits',
    (f) => `The document has ${f.octets} octets; 524288 are the most that is read.`,
    'Ask the identity provider to send fewer claims, for example only the groups assigned to the application.',
  ),
  'xml-empty': refusalOf(
    'WF-1',
    wf,
    'There is no document: nothing but white space was given.',
    ask,
    'invalid',
  ),
  /** UTF-16 and the like: what declares its own encoding can be read in two ways, and filters read the other one. */
  'xml-encoding': refusalOf<At>(
    'ENC-1',
    'XML 1.0 4.3.3',
    'The document is not UTF-8, or declares another encoding.',
    'Have the sender write UTF-8. Nothing else is read, so that all readers see the same characters.',
  ),
  /** Overlong forms and surrogates spell characters a second time, past whoever looks for the first spelling. */
  'xml-utf8': refusalOf(
    'ENC-2',
    'RFC 3629',
    'The document is not UTF-8: an octet sequence in it is invalid, overlong or a surrogate.',
    ask,
  ),
  /** NUL above all: lenient decoders end the text there and strict ones do not. */
  'xml-character': refusalOf<At>(
    'ENC-2',
    'XML 1.0 2.2',
    (f) => `At octet ${f.offset} stands a character that XML forbids.`,
    ask,
  ),
  /** A declaration that stands later is a processing instruction with a forbidden name. */
  'xml-declaration': refusalOf<At>(
    'WF-1',
    'XML 1.0 2.8',
    'The XML declaration is malformed or out of place.',
    ask,
  ),
  /**
   * Entities read files and fetch addresses (CVE-2016-10127), grow without bound (billion laughs), and made REXML and
   * Nokogiri see two documents in one (CVE-2025-25291). Refused at `<!`, before any of it is looked at.
   */
  'xml-doctype': refusalOf<At>(
    'DTD-1',
    'SAML2int SDP-G03',
    (f) => `A document type declaration or other markup declaration stands at octet ${f.offset}.`,
    attack,
  ),
  /**
   * Canonicalization drops comments and DOM readers stop at them: `admin<!-- -->.evil` was admin (CVE-2017-11427 and nine
   * more), and a comment in DigestValue hid another digest (CVE-2025-29775).
   */
  'xml-comment': refusalOf<At>(
    'XML-2',
    'Postern',
    (f) =>
      `A comment stands at octet ${f.offset}: signatures do not cover comments, so that one can hide text.`,
    attack,
  ),
  /** xml-crypto canonicalizes one as plain text, so that it hides signed text from every DOM reader (seen in 6.3.2). */
  'xml-processing-instruction': refusalOf<At>(
    'XML-3',
    'Postern',
    (f) => `A processing instruction stands at octet ${f.offset}.`,
    attack,
  ),
  /** What two parsers mend differently, they read differently (xmldom, CVE-2022-39353 and its series of 2026). */
  'xml-syntax': refusalOf<At & { expected: string }>(
    'WF-1',
    wf,
    (f) => `At octet ${f.offset} the document is not well-formed: expected ${f.expected}.`,
    ask,
  ),
  /** A message cut short by a proxy or by hand. */
  'xml-end': refusalOf<At>('WF-1', wf, 'The document ends too early: it is truncated.', ask),
  /** xmldom took end tags with junk in them. */
  'xml-end-tag': refusalOf<At>('WF-1', 'XML 1.0 3', 'An end tag does not match its start tag.', ask),
  /** Two roots: one was verified and the other read (CVE-2022-39299, passport-saml). */
  'xml-root': refusalOf<At>('WF-1', wf, 'Something stands before or after the one root element.', attack),
  /** There are five entities and the characters; whatever else stands after `&` is unknown, whoever declared it. */
  'xml-entity': refusalOf<At>(
    'WF-1',
    'XML 1.0 4.1',
    'A reference names no predefined entity and no character.',
    ask,
  ),
  /** Whether the first or the last counts, readers do not agree on. */
  'xml-attribute-duplicate': refusalOf<At>(
    'WF-1',
    'XML 1.0 3.1',
    'An element has one attribute twice.',
    attack,
  ),
  /** An empty prefix or local part, two colons, or a prefix that nothing declares. */
  'xml-prefix': refusalOf<At>(
    'NS-3',
    'Namespaces in XML 1.0 3',
    'A prefix is malformed or not declared.',
    ask,
  ),
  /** Rebinding `xml`, or undeclaring a prefix, splits readers of version 1.0 from those of 1.1. */
  'xml-namespace': refusalOf<At>(
    'NS-3',
    'Namespaces in XML 1.0 3',
    'A namespace declaration is not allowed: xml and xmlns cannot be bound anew, no prefix can be undeclared.',
    ask,
  ),
  /**
   * libxml2 gave up canonicalizing relative ones and returned nothing, and the digest of nothing had been signed once
   * (CVE-2025-66568); non-ASCII ones split two parsers (CVE-2025-25292).
   */
  'xml-namespace-uri': refusalOf<At>(
    'NS-2',
    'Canonical XML 1.0 1.3',
    'A namespace name is relative, or holds characters that no URI has.',
    attack,
  ),
  /** Twenty thousand levels exhaust the stack of whoever recurses (CVE-2024-43398). */
  'xml-depth': refusalOf<At>('LIM-2', 'Postern limits', 'Elements are nested more than 64 deep.', attack),
  /** Duplicates must be looked for among them: quadratic without a bound. */
  'xml-attributes': refusalOf<At>(
    'LIM-2',
    'Postern limits',
    'An element has more than 64 attributes.',
    attack,
  ),
  /** Each is rendered anew wherever it is shown. */
  'xml-namespaces': refusalOf<At>(
    'LIM-2',
    'Postern limits',
    'An element declares more than 32 namespaces.',
    attack,
  ),
  /** Bounds memory and every walk over the document (goxmldsig GHSA-qhrp-hfff-vphr). */
  'xml-nodes': refusalOf<At>(
    'LIM-1',
    'Postern limits',
    'The document has more than 8500 elements and texts, 4000 attributes or 2000 namespace declarations.',
    attack,
  ),
  /** Each has to be kept; SAML and its kin have 200, all of which are known beforehand. */
  'xml-names': refusalOf(
    'LIM-1',
    'Postern limits',
    'The document has more than 250 different names or namespaces that are not of SAML.',
    attack,
  ),
  /** No name of SAML is longer than 32. */
  'xml-name-size': refusalOf<At>('LIM-1', 'Postern limits', 'A name has more than 256 octets.', attack),
  /** Three megabytes of NameID would be copied by everybody who logs or stores it. */
  'xml-text-size': refusalOf<At>(
    'LIM-1',
    'Postern limits',
    'A text or value has more than 65536 octets.',
    attack,
  ),
  /** A namespace of 60 kB on a root is repeated by each child that shows it: 1 GB out of half a megabyte. */
  'xml-canonical-size': refusalOf(
    'LIM-1',
    'Postern limits',
    'The canonical form would be longer than the message by more than 128 KiB.',
    attack,
  ),
  /** A reader that takes the first text alone reads another name than one that takes all (node-saml 5.1.0, NameID). */
  'xml-nested': refusalOf<{ element: string }>(
    'TXT-2',
    'XML Schema 1 3.4.2',
    (f) => `${f.element} must hold text alone but holds an element.`,
    attack,
  ),
}

export const xmlProblem = problems(catalogue)
