import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

const catalogue = {
  decryption: refusalOf(
    'ENC-X5',
    'XML Encryption 6',
    'The assertion is encrypted and could not be decrypted.',
    'Check that the identity provider encrypts for the certificate of this service, with AES-GCM and RSA-OAEP.',
  ),
}

export const encryptionProblem = problems(catalogue)
