import { limits } from '../xml/limits.ts'

const many = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join('')
const attributes = (count: number) => Array.from({ length: count }, (_, i) => ` a${i}=""`).join('')
const namespaces = (count: number) =>
  Array.from({ length: count }, (_, i) => ` xmlns:n${i}="urn:${i}"`).join('')

/** As large as a document may be, of texts that are as long as they may be. */
const largest = () => {
  const full = `<b>${' '.repeat(limits.text)}</b>`
  const whole = Math.floor((limits.document - 7) / full.length)
  const rest = limits.document - 7 - whole * full.length
  return `<a>${full.repeat(whole)}${' '.repeat(rest)}</a>`
}

/** For every refusal of the reader, by code, what stands next to it and must be read. */
export const acceptedDocuments: Readonly<Record<string, readonly string[]>> = {
  'xml-size': [largest()],
  'xml-empty': ['<a/>'],
  'xml-encoding': ['\ufeff<a/>', '<?xml version="1.0" encoding="utf-8"?><a/>', '<?xml version="1.0"?><a/>'],
  'xml-utf8': ['<a>\u00e9\u20ac\ud83d\ude00</a>'],
  'xml-character': ['<a>\t\n\u0085\ud7ff\ue000\ufffd</a>', '<a b="\ufffd"/>'],
  'xml-declaration': ['<?xml version="1.0" encoding="utf-8" standalone=\'no\'?>\r\n<a/>\n'],
  'xml-doctype': ['<a>&lt;!DOCTYPE a></a>', '<a><![CDATA[<!DOCTYPE a>]]></a>', '<a b="!DOCTYPE"/>'],
  'xml-comment': ['<a><![CDATA[<!-- -->]]></a>', '<a>--></a>'],
  'xml-processing-instruction': ['<a><![CDATA[<?x?>]]></a>', '<a>?></a>'],
  'xml-syntax': ['<a b = "1"\n c=\'2\' ></a >', '<a b=">"/>', '<a>]] ></a>', '<a>]>]></a>'],
  'xml-end': ['<a><b/></a>\n'],
  'xml-end-tag': ['<x:a xmlns:x="urn:x"></x:a\n>'],
  'xml-root': ['\n<a/>\t\r\n '],
  'xml-entity': ['<a b="&#x10FFFF;&#9;&quot;">&amp;&lt;&gt;&apos;&#xD;</a>'],
  'xml-attribute-duplicate': ['<a xmlns:x="urn:x" xmlns:y="urn:y" x:b="" y:b="" b=""/>'],
  'xml-prefix': ['<x:a xmlns:x="urn:x" x:b="" xml:lang="en"><x:c/></x:a>', '<x:a xmlns:x="urn:x"/>'],
  'xml-namespace': [
    '<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
    '<x:a xmlns:x="urn:x" xmlns="urn:y"><a xmlns=""/></x:a>',
  ],
  'xml-namespace-uri': ['<a xmlns="urn:x:(1)~%20"/>', '<a xmlns="https://x.example/?a#b"/>'],
  'xml-depth': [`${'<a>'.repeat(limits.depth)}${'</a>'.repeat(limits.depth)}`],
  'xml-attributes': [`<a${attributes(limits.attributes)}/>`],
  'xml-namespaces': [`<a${namespaces(limits.namespaces)}/>`],
  'xml-nodes': [
    `<a>${'<b/>'.repeat(limits.nodes - 1)}</a>`,
    `<a>${'<b>x</b>'.repeat(limits.nodes - 2)}</a>`,
    `<a>${'<b c="" d=""/>'.repeat(limits.allAttributes / 2)}</a>`,
    `<a>${'<b xmlns="urn:b" xmlns:c="urn:c"/>'.repeat(limits.allNamespaces / 2)}</a>`,
  ],
  'xml-names': [`<a>${many(limits.names - 1, (at) => `<n${at} xmlns="urn:${at}"/>`)}</a>`],
  'xml-name-size': [`<${'a'.repeat(limits.name)}/>`, '<\u00e9l\u00e9ment \ud800\udc00=""/>'],
  'xml-text-size': [
    `<a>${'x'.repeat(limits.text)}</a>`,
    `<a b="${'x'.repeat(limits.text)}"/>`,
    `<a><![CDATA[${'x'.repeat(limits.text)}]]></a>`,
  ],
}
