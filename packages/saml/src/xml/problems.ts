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
  'xml-size': refusalOf<{ octets: number }>(
    'LIM-1',
    'Postern limits',
    (f) => `The document has ${f.octets} octets; 524288 are the most that is read.`,
    'Ask the identity provider to send fewer claims, for example only the groups assigned to the application.',
  ),
  'xml-empty': refusalOf(wf, wf, 'There is no document: nothing but white space was given.', ask, 'invalid'),
  'xml-encoding': refusalOf<At>(
    'ENC-1',
    'XML 1.0 4.3.3',
    'The document is not UTF-8, or declares another encoding.',
    'Have the sender write UTF-8. Nothing else is read, so that all readers see the same characters.',
  ),
  'xml-utf8': refusalOf(
    'ENC-2',
    'RFC 3629',
    'The document is not UTF-8: an octet sequence in it is invalid, overlong or a surrogate.',
    ask,
  ),
  'xml-character': refusalOf<At>(
    'ENC-2',
    'XML 1.0 2.2',
    (f) => `At octet ${f.offset} stands a character that XML forbids.`,
    ask,
  ),
  'xml-declaration': refusalOf<At>(
    'WF-1',
    'XML 1.0 2.8',
    'The XML declaration is malformed or out of place.',
    ask,
  ),
  'xml-doctype': refusalOf<At>(
    'DTD-1',
    'SAML2int SDP-G03',
    (f) => `A document type declaration or other markup declaration stands at octet ${f.offset}.`,
    attack,
  ),
  'xml-comment': refusalOf<At>(
    'XML-2',
    'Postern',
    (f) =>
      `A comment stands at octet ${f.offset}: signatures do not cover comments, so that one can hide text.`,
    attack,
  ),
  'xml-processing-instruction': refusalOf<At>(
    'XML-3',
    'Postern',
    (f) => `A processing instruction stands at octet ${f.offset}.`,
    attack,
  ),
  'xml-syntax': refusalOf<At & { expected: string }>(
    'WF-1',
    wf,
    (f) => `At octet ${f.offset} the document is not well-formed: expected ${f.expected}.`,
    ask,
  ),
  'xml-end': refusalOf<At>('WF-1', wf, 'The document ends too early: it is truncated.', ask),
  'xml-end-tag': refusalOf<At>('WF-1', 'XML 1.0 3', 'An end tag does not match its start tag.', ask),
  'xml-root': refusalOf<At>('WF-1', wf, 'Something stands before or after the one root element.', attack),
  'xml-entity': refusalOf<At>(
    'WF-1',
    'XML 1.0 4.1',
    'A reference names no predefined entity and no character.',
    ask,
  ),
  'xml-attribute-duplicate': refusalOf<At>(
    'WF-1',
    'XML 1.0 3.1',
    'An element has one attribute twice.',
    attack,
  ),
  'xml-prefix': refusalOf<At>(
    'NS-3',
    'Namespaces in XML 1.0 3',
    'A prefix is malformed or not declared.',
    ask,
  ),
  'xml-namespace': refusalOf<At>(
    'NS-3',
    'Namespaces in XML 1.0 3',
    'A namespace declaration is not allowed: xml and xmlns cannot be bound anew, no prefix can be undeclared.',
    ask,
  ),
  'xml-namespace-uri': refusalOf<At>(
    'NS-2',
    'Canonical XML 1.0 1.3',
    'A namespace name is relative, or holds characters that no URI has.',
    attack,
  ),
  'xml-depth': refusalOf<At>('LIM-2', 'Postern limits', 'Elements are nested more than 64 deep.', attack),
  'xml-attributes': refusalOf<At>(
    'LIM-2',
    'Postern limits',
    'An element has more than 64 attributes.',
    attack,
  ),
  'xml-namespaces': refusalOf<At>(
    'LIM-2',
    'Postern limits',
    'An element declares more than 32 namespaces.',
    attack,
  ),
  'xml-nodes': refusalOf<At>('LIM-1', 'Postern limits', 'The document has more than 20000 nodes.', attack),
  'xml-name-size': refusalOf<At>('LIM-1', 'Postern limits', 'A name has more than 256 octets.', attack),
  'xml-text-size': refusalOf<At>(
    'LIM-1',
    'Postern limits',
    'A text or value has more than 65536 octets.',
    attack,
  ),
  'xml-canonical-size': refusalOf(
    'LIM-1',
    'Postern limits',
    'The canonical form would have more than 2 MiB.',
    attack,
  ),
  'xml-nested': refusalOf<{ element: string }>(
    'TXT-2',
    'XML Schema 1 3.4.2',
    (f) => `${f.element} must hold text alone but holds an element.`,
    attack,
  ),
}

export const xmlProblem = problems(catalogue)
