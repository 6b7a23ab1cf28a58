import type { Form } from '@postern/kit/form'
import { type Certificate, readCertificates } from '@postern/saml'
import { Problem } from '@postern/saml/problem'

const leastBits = 2048

/** What was uploaded or pasted: the certificate in it, or what is wrong with it, for the field `file` or `pasted`. */
export type Uploaded =
  | { readonly certificate: Certificate }
  | { readonly field: 'file' | 'pasted'; readonly fault: string; readonly pasted: string }

/** Reads the form of `UploadForm`: a file (`file`), or its text (`pasted`). */
export async function uploadedCertificate(form: Form): Promise<Uploaded> {
  const pasted = form.text('pasted')
  const file = await form.file('file')
  const field = file ? 'file' : 'pasted'
  const wrong = (fault: string): Uploaded => ({ field, fault, pasted })
  if (!file && pasted.trim() === '') {
    return wrong('Choose the certificate file of the application, or paste its text.')
  }
  const text = file ? Buffer.from(file).toString('latin1') : pasted
  if (/PRIVATE KEY/.test(text)) {
    return wrong(
      'This holds a private key, which belongs to the application alone. Export only the certificate.',
    )
  }
  const [certificate] = read(file ?? pasted.trim())
  if (!certificate) {
    return wrong(
      'This is no X.509 certificate. Export it from the application as Base64 (.cer, .pem) or DER.',
    )
  }
  if (certificate.keyType !== 'RSA' || certificate.keyBits < leastBits) {
    return wrong(`Its key is not RSA of at least ${leastBits} bits. Have the application make such a one.`)
  }
  return { certificate }
}

function read(of: string | Uint8Array): readonly Certificate[] {
  try {
    return readCertificates(of)
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}
