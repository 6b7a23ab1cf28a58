const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What was typed as *Base URL*, in the one form in which it is kept; or the sentence that says what is wrong with it. */
export type BaseUrl = { readonly baseUrl: string } | { readonly fault: string }

/** Scheme, host and context path, no slash at the end. The password travels there, so that http is for loopback only. */
export function readBaseUrl(typed: string): BaseUrl {
  const text = typed.trim()
  if (text === '') return { fault: 'Enter Base URL, such as https://bitbucket.example.com.' }
  if (text.length > 1_000 || !URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    return { fault: 'Base URL is not an address. Enter one such as https://bitbucket.example.com.' }
  }
  const url = new URL(text)
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) {
    return { fault: 'Base URL must start with https://: a password is sent there (http only for localhost).' }
  }
  if (url.username || url.password) return { fault: 'Base URL must not hold a user name or a password.' }
  if (url.search || url.hash) return { fault: 'Base URL must end before “?” and “#”.' }
  return { baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') }
}
