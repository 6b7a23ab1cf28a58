import { type Encryption, encrypt } from './encrypt.ts'
import { type Forgery, signXml } from './forge.ts'
import { type RefusedMessage, type RefusedMessages, row } from './steps.ts'

const encrypted = (why: string, of: Encryption, sign: Forgery['sign'] = 'nothing'): RefusedMessage =>
  row(why, {
    sign,
    response: (xml) =>
      xml.replace(/<Assertion.*<\/Assertion>/, (one) => encrypt(signXml(one), 'EncryptedAssertion', of)),
  })

/** Into the EncryptedKey, whose last child is CipherData. */
const inKey = (xml: string, piece: string) =>
  xml.replace('</xenc:EncryptedKey>', () => `${piece}</xenc:EncryptedKey>`)
const keyInfo = (piece: string) => `<ds:KeyInfo>${piece}</ds:KeyInfo>`
const method = /<xenc:EncryptionMethod Algorithm="[^"]*#rsa-oaep">/
const changed = (why: string, change: (xml: string) => string) => encrypted(why, { change })

/** For every refusal of encryption, by code, the responses that show it. */
export const refusedEncryptions: RefusedMessages = {
  'encryption-shape': [
    changed('Type Content', (xml) => xml.replace('xmlenc#Element', 'xmlenc#Content')),
    changed('CipherReference', (xml) =>
      xml.replace(
        /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?!.*CipherValue)/,
        '<xenc:CipherReference URI="http://169.254.169.254/"/>',
      ),
    ),
    changed('RetrievalMethod elsewhere', (xml) =>
      xml.replace('<xenc:EncryptedKey>', '<ds:RetrievalMethod URI="#other"/><xenc:EncryptedKey>'),
    ),
    changed('RetrievalMethod in a key, and to that key', (xml) =>
      inKey(xml, keyInfo('<ds:RetrievalMethod URI="#_k"/>')).replace(
        '<xenc:EncryptedKey>',
        '<ds:RetrievalMethod URI="#_k"/><xenc:EncryptedKey Id="_k">',
      ),
    ),
    changed('RetrievalMethod in the first of two keys', (xml) =>
      xml.replace(
        /<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/,
        (one) => inKey(one, keyInfo('<ds:RetrievalMethod URI="#"/>')) + one,
      ),
    ),
    changed('a key in a key', (xml) =>
      xml.replace(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/, (one) => inKey(one, keyInfo(one))),
    ),
    changed('content in a key', (xml) =>
      inKey(xml, keyInfo('<xenc:EncryptedData/><ds:KeyName>x</ds:KeyName>')),
    ),
    changed('OAEPparams that are no base64', (xml) =>
      xml.replace(method, (one) => `${one}<xenc:OAEPparams>*</xenc:OAEPparams>`),
    ),
    changed('CipherData twice', (xml) =>
      xml.replace(/<xenc:CipherData>.*?<\/xenc:CipherData>/, (one) => one.repeat(2)),
    ),
    changed('CipherValue twice', (xml) =>
      xml.replace(/<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/, (one) => one.repeat(2)),
    ),
    changed('something beside', (xml) => `${xml}<x xmlns="urn:x"/>`),
    changed('something else', () => '<x xmlns="urn:x"/>'),
    changed('base64 that is none', (xml) => xml.replace(/<xenc:CipherValue>/g, '<xenc:CipherValue>*')),
  ],
  'encryption-keys': [
    changed('five', (xml) =>
      xml.replace(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/, (one) => one.repeat(5)),
    ),
  ],
  'key-transport': [
    encrypted('RSA 1.5', { transport: 'rsa-1_5' }),
    changed('OAEP with a digest that is unknown', (xml) => xml.replace('xmlenc#sha256', 'xmlenc#md5')),
    changed('OAEP with a mask that is unknown', (xml) => xml.replace('mgf1sha256', 'mgf1md5')),
  ],
  'content-encryption': [
    encrypted('AES-CBC that nothing protects', { content: 'aes256-cbc' }),
    encrypted('AES-CBC under a signature, not chosen', { content: 'aes256-cbc' }, 'response'),
    changed('an unknown one', (xml) => xml.replace('aes256-gcm', 'chacha')),
  ],
  decryption: [
    changed('one changed octet', (xml) =>
      xml.replace(
        /(.*<xenc:CipherValue>)(....)/,
        (_, head: string, four: string) => head + (four === 'AAAA' ? 'BBBB' : 'AAAA'),
      ),
    ),
    changed('a changed key', (xml) => xml.replace(/(<xenc:CipherValue>)(....)/, '$1AAAA')),
    changed('nothing', (xml) =>
      xml.replace(
        /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?!.*CipherValue)/,
        '<xenc:CipherValue></xenc:CipherValue>',
      ),
    ),
  ],
}
