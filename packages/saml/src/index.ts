export * from './bindings/post.ts'
export * from './bindings/redirect.ts'
export { catalogues } from './catalogues.ts'
export { type DecryptionKey, readDecryptionKey } from './encryption/decrypt.ts'
export type { EncryptionTarget } from './encryption/encrypt.ts'
export { describe } from './inspect/describe.ts'
export {
  type InspectedIdentity,
  type Inspection,
  type InspectOptions,
  inspect,
  inspectionJson,
  type MessageKind,
} from './inspect/inspect.ts'
export type * from './messages/assertion.ts'
export type { AssertionToWrite, AttributeToWrite } from './messages/assertion-writer.ts'
export * from './messages/authn-request.ts'
export * from './messages/logout-request.ts'
export * from './messages/logout-response.ts'
export * from './messages/metadata.ts'
export * from './messages/metadata-writer.ts'
export * from './messages/names.ts'
export {
  type Envelope,
  type Response,
  readUnverifiedResponse,
  type Status,
  type VerifyResponseOptions,
  verifyResponse,
} from './messages/response.ts'
export {
  type ErrorResponseToWrite,
  type ResponseToWrite,
  type SigningOption,
  writeErrorResponse,
  writeResponse,
} from './messages/response-writer.ts'
export { type Facts, Problem, type ProblemKind } from './problem.ts'
export { type Check, type CheckVerdict, refusal } from './profile/check.ts'
export { type Identity, identityOf } from './profile/identity.ts'
export { judgeLogoutRequest, judgeLogoutResponse } from './profile/logout-checks.ts'
export { judgeMetadata, type MetadataExpectation } from './profile/metadata-checks.ts'
export type { ProtocolExpectation } from './profile/protocol-rows.ts'
export { judgeAuthnRequest } from './profile/request-checks.ts'
export {
  judgeResponse,
  type Legacy,
  type ResponseExpectation,
  responseTable,
} from './profile/response-checks.ts'
export {
  type Certificate,
  certificateBase64,
  certificatePem,
  fingerprint,
  readCertificate,
  readCertificates,
  type VerificationKey,
} from './signature/certificate.ts'
export { readSigningKey, type SigningAlgorithm, type SigningKey } from './signature/signing-key.ts'
export type { SignatureFacts, Unverified, Verified } from './signature/verified.ts'
