export { checkOneTimeCode, newOneTimeSecret, oneTimeUri } from './one-time-code.ts'
export { QrCode } from './qr-code.tsx'
