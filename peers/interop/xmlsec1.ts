import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/bin/xmlsec1'

/** Why xmlsec1 cannot be asked here; undefined when it can. */
export const missingXmlsec1: string | undefined = existsSync(program) ? undefined : 'xmlsec1 is not installed'

const names = [
  'protocol:Response',
  'protocol:AuthnRequest',
  'protocol:LogoutRequest',
  'assertion:Assertion',
  'metadata:EntityDescriptor',
]
const ids = names.flatMap((name) => ['--id-attr:ID', `urn:oasis:names:tc:SAML:2.0:${name}`])

/**
 * Runs xmlsec1 on files of these contents, named in `args` by their names; gives what it writes to `out.xml`.
 * Throws what it says when it refuses.
 */
export async function xmlsec1(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec1-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    await new Promise<void>((resolve, reject) => {
      execFile(
        program,
        [args[0] ?? '', ...ids, ...args.slice(1)],
        { cwd: folder, timeout: 20_000 },
        (error, _, said) =>
          error === null ? resolve() : reject(new Error(`xmlsec1: ${said.slice(0, 600)}`)),
      )
    })
    const out = join(folder, 'out.xml')
    return existsSync(out) ? readFileSync(out, 'utf8') : ''
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const XENC = 'http://www.w3.org/2001/04/xmlenc#'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** An empty signature for xmlsec1 to fill in. */
export const signatureTemplate = (id: string) =>
  `<ds:Signature xmlns:ds="${DSIG}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${DSIG}enveloped-signature"/><ds:Transform Algorithm="${EXCLUSIVE}"/></ds:Transforms><ds:DigestMethod Algorithm="${XENC}sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>`

/** Empty EncryptedData for xmlsec1 to fill in. */
export const encryptionTemplate = (content: string) =>
  `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${content}"/><ds:KeyInfo xmlns:ds="${DSIG}"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/><ds:KeyInfo><ds:KeyName/></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>`
