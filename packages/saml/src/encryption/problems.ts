import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

const xenc = 'XML Encryption 1.1'
const attack = 'Do not relax anything: this is how decryption is abused. Keep the message for an inquiry.'

const catalogue = {
  /** CipherReference fetched and transformed what nobody had authenticated (OpenSAML-J, 2022-12); RetrievalMethod looped. */
  'encryption-shape': refusalOf<{ reason: string }>(
    'ENC-X6',
    xenc,
    (f) => `What is encrypted is not one Element with its key: ${f.reason}.`,
    attack,
  ),
  /** Five hundred of them are five hundred private key operations for one message. */
  'encryption-keys': refusalOf<{ count: number }>(
    'LIM-2',
    'Postern limits',
    (f) => `There are ${f.count} EncryptedKeys, each a private key operation; 4 are the most.`,
    attack,
  ),
  /** Bleichenbacher's oracle, alive in many; with it, one bad apple breaks what GCM protects under the same key. */
  'key-transport': refusalOf<{ algorithm: string }>(
    'ENC-X4',
    'XML Encryption 1.1 5.5, Bleichenbacher 1998',
    (f) => `The content key was transported with ${f.algorithm}; only RSA-OAEP is in the code.`,
    'Set the key transport of the identity provider to RSA-OAEP.',
  ),
  /** About fourteen requests an octet read AES-CBC (2011), where nothing keeps the ciphertext from being changed. */
  'content-encryption': refusalOf<{ algorithm: string }>(
    'ENC-X2',
    'XML Encryption 1.1 5.2, Jager and Somorovsky 2011',
    (f) => `The content is encrypted with ${f.algorithm}, which does not protect it from being changed.`,
    'Set the token encryption to AES-GCM; or sign the response and allow AES-CBC in the connection.',
  ),
  // One code and one text for everything that can go wrong with a key or a ciphertext: any difference is an oracle.
  decryption: refusalOf(
    'ENC-X5',
    'XML Encryption 1.1 6.1.2',
    'The content is encrypted and could not be decrypted.',
    'Check that the identity provider encrypts for the certificate of this service that is current.',
  ),
  /** Only RSA-OAEP is in the code. */
  'encryption-key': refusalOf(
    'ENC-X4',
    'XML Encryption 1.1 5.5.2',
    'The certificate to encrypt for holds no RSA key.',
    'Upload a certificate with an RSA key of 2048 bits or more as the token encryption certificate.',
    'invalid',
  ),
  'decryption-key': refusalOf(
    'ENC-X5',
    'RFC 5958',
    'The decryption key is no PEM private key of type RSA, or has a passphrase.',
    'Give the private key in PEM, without a passphrase.',
    'invalid',
  ),
}

export const encryptionProblem = problems(catalogue)
