/** Whether people may be sent there to sign in: https, or plain http on this machine; no credentials in it. */
export function isSignInAddress(text: string): boolean {
  if (!URL.canParse(text) || /[^!-~]/.test(text) || text.length > 2_000) return false
  const { protocol, hostname, username, password } = new URL(text)
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  const safe = protocol === 'https:' || (protocol === 'http:' && loopback)
  return safe && username === '' && password === ''
}
