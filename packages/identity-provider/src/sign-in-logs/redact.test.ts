import { expect, test } from 'vitest'
import { indent, redact } from './redact.ts'

const response =
  '<samlp:Response ID="_1"><Assertion><SignatureValue>abc=</SignatureValue><NameID Format="x">ann</NameID><AttributeValue>R&amp;D</AttributeValue><AttributeValue/><Attribute Name="n"><saml:AttributeValue xsi:type="t">b</saml:AttributeValue></Attribute></Assertion></samlp:Response>'

test('the value of a signature is shown to nobody', () => {
  const shown = redact(response, { persons: true })
  expect(shown).toContain('<SignatureValue>[left out]</SignatureValue>')
  expect(shown).toContain('>ann</NameID>')
})

test('what is said of a person is not shown to every role', () => {
  const shown = redact(response, { persons: false })
  for (const value of ['abc=', 'ann', 'R&amp;D', '>b<']) expect(shown).not.toContain(value)
  expect(shown.match(/\[not shown to your role\]/g)).toHaveLength(3)
  expect(shown).toContain('<AttributeValue/>')
  expect(shown).toContain('<Attribute Name="n">')
})

test.each(['<a><NameID><![CDATA[ann]]></NameID></a>', '<a><NameID>an<!-- -->n</NameID></a>'])(
  'a message that hides text from a pattern is not shown at all: %s',
  (xml) => {
    expect(redact(xml, { persons: false })).toBe('Not shown to your role.')
  },
)

test('one element a line', () => {
  expect(indent('<?xml version="1.0"?><a><b>x</b><c/><d e="f"><g>h</g></d></a>')).toBe(
    '<?xml version="1.0"?>\n<a>\n  <b>x</b>\n  <c/>\n  <d e="f">\n    <g>h</g>\n  </d>\n</a>',
  )
})
