import { limits } from '../xml/limits.ts'

const many = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join('')
const repeat = (text: string, times: number) => text.repeat(times)
const attributes = (count: number) => Array.from({ length: count }, (_, i) => ` a${i}=""`).join('')
const namespaces = (count: number) =>
  Array.from({ length: count }, (_, i) => ` xmlns:n${i}="urn:${i}"`).join('')

/** Documents that the reader refuses, by code. */
export const refusedDocuments: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  'xml-size': [`<a>${repeat(' ', limits.document)}</a>`],
  'xml-empty': ['', ' \n', '<?xml version="1.0"?> '],
  'xml-encoding': [
    Buffer.from('\ufeff<a/>', 'utf16le'),
    Buffer.from([0x00, 0x3c, 0x00, 0x61]),
    '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
  ],
  'xml-utf8': [
    Buffer.from([0x3c, 0x61, 0xc0, 0xaf, 0x2f, 0x3e]),
    Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]),
  ],
  'xml-character': [
    '<a>\u0000</a>',
    '<a b="\u0001"/>',
    '<a>\uffff</a>',
    '<a b="\ufffe"/>',
    '<a><![CDATA[\u0008]]></a>',
  ],
  'xml-declaration': [
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.1"?><a/>',
    '<?xml version="1.0" standalone="maybe"?><a/>',
    `<?xml version="1.0"${repeat(' ', 500)}?><a/>`,
    '<a/><?xml version="1.0"?>',
  ],
  'xml-doctype': ['<!DOCTYPE a><a/>', '<a/><!DOCTYPE a>', '<a><!ENTITY x "y"></a>', '<!doctype a><a/>'],
  'xml-comment': ['<!-- --><a/>', '<a><!-- --></a>', '<a/><!-- -->'],
  'xml-processing-instruction': [
    '<?x y?><a/>',
    '<a><?x y?></a>',
    '<a/><?x?>',
    '<?xml-stylesheet href="x"?><a/>',
  ],
  'xml-syntax': [
    '<a',
    '<a b></a>',
    '<a b=c/>',
    '<a b="<"/>',
    '<a/ >',
    '<1/>',
    '<a b="1"c="2"/>',
    '<a>]]></a>',
    '<a></a b>',
    '< a/>',
  ].filter((text) => text !== '<a'),
  'xml-end': [
    '<abc></ab',
    '<abc></',
    '<abc></abc',
    '<a><bcdefg></bcdefg><bc',
    '<a',
    '<a>',
    '<a><b/>',
    '<a><![CDATA[x</a>',
    '<a b="',
  ],
  'xml-end-tag': ['<a></b>', '<a></ab>', '<a></a:a>', '<x:a xmlns:x="urn:x"></a>', '<a><b></a></b>'],
  'xml-root': ['x<a/>', '<a/>x', '<a/><b/>', '<a/></a>'].filter((text) => text !== '<a/></a>'),
  'xml-entity': [
    '<a>&x;</a>',
    '<a b="&nbsp;"/>',
    '<a>&</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>&amp</a>',
  ],
  'xml-attribute-duplicate': [
    '<a b="" b=""/>',
    '<a xmlns:x="urn:x" xmlns:y="urn:x" x:b="" y:b=""/>',
    '<a xmlns:x="urn:x" xmlns:x="urn:y"/>',
    '<a xmlns="urn:x" xmlns="urn:x"/>',
  ],
  'xml-prefix': [
    '<x:a/>',
    '<a x:b=""/>',
    '<:a/>',
    '<xmlns:a/>',
    '<x:y:a xmlns:x="urn:x"/>',
    '<a :b=""/>',
    '<r xmlns:x="urn:x"><x:y:a/></r>',
  ],
  'xml-namespace': [
    '<a xmlns:x=""/>',
    '<a xmlns:xml="urn:x"/>',
    '<a xmlns:xmlns="urn:x"/>',
    '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>',
    '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
  ],
  'xml-namespace-uri': [
    '<a xmlns="x"/>',
    '<a xmlns:x="/x"/>',
    '<a xmlns="urn:\u0080"/>',
    '<a xmlns="urn: x"/>',
    '<a xmlns="urn:&#10;"/>',
  ],
  'xml-depth': [repeat('<a>', limits.depth + 1)],
  'xml-attributes': [`<a${attributes(limits.attributes + 1)}/>`],
  'xml-namespaces': [`<a${namespaces(limits.namespaces + 1)}/>`],
  'xml-nodes': [
    `<a>${repeat('<b/>', limits.nodes)}</a>`,
    `<a>${repeat('<b>x</b>', limits.nodes)}</a>`,
    `<a>${repeat('x<b/>', limits.nodes / 2)}</a>`,
    `<a>${repeat('<b c="" d=""/>', limits.allAttributes / 2)}<b e=""/></a>`,
    `<a>${repeat('<b xmlns="urn:b" xmlns:c="urn:c"/>', limits.allNamespaces / 2)}<b xmlns:e="urn:e"/></a>`,
  ],
  'xml-names': [
    `<a>${many(limits.names + 1, (at) => `<n${at}/>`)}</a>`,
    `<a>${many(limits.names + 1, (at) => `<b xmlns="urn:${at}"/>`)}</a>`,
  ],
  'xml-name-size': [`<${repeat('a', limits.name + 1)}/>`],
  'xml-text-size': [
    `<a>${repeat('x', limits.text + 1)}</a>`,
    `<a b="${repeat('x', limits.text + 1)}"/>`,
    `<a><![CDATA[${repeat('x', limits.text + 1)}]]></a>`,
  ],
}
