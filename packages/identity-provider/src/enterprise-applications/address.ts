const longest = 256
const loopback = new Set(['localhost', '127.0.0.1'])

/**
 * What is wrong with a Reply URL or Sign-on URL, as a sentence; undefined when nothing is. The rules of entra.md 3.2; http
 * is for localhost and 127.0.0.1 alone, so that no response crosses a network in the clear.
 */
export function faultOfAddress(label: string, address: string): string | undefined {
  if (address === '') return `${label}: paste the address that the application shows.`
  if (address.length > longest) return `${label}: shorten it to at most ${longest} characters.`
  const blank = /<[^<>]*>/.exec(address)?.[0]
  if (blank !== undefined) return `${label}: put what the application shows in place of ${blank}.`
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
    return `${label}: type a whole address that begins with https://.`
  }
  const stray = /[!$'(),;*\s\\]/.exec(address)?.[0]
  if (stray !== undefined) return `${label}: take out “${stray}”, which is not allowed here.`
  const url = new URL(address)
  if (url.protocol !== 'https:' && !loopback.has(url.hostname)) {
    return `${label}: begin with https://; http:// is only for localhost and 127.0.0.1.`
  }
  if (url.username !== '' || url.password !== '') return `${label}: leave out the user name and password.`
  if (address.includes('#')) return `${label}: leave out the part from # on.`
  return undefined
}
