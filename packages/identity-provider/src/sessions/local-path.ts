/**
 * The path to go to after signing in, or the home page. Only a path of this server: `//host`, `/\host` and whole addresses
 * would make the sign-in page a springboard to anywhere (open redirect).
 */
export function localPath(text: string): string {
  const base = 'http://this.server.invalid'
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1000}$/.test(text) || !URL.canParse(text, base)) return '/'
  const url = new URL(text, base)
  // Dots may have left `//host` behind, which a browser reads as another host.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}

/** Where somebody who is not signed in is sent, to come back to `path`. */
export const signInPath = (path: string): string => `/sign-in?continue=${encodeURIComponent(path)}`
