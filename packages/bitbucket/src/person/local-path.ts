/** Where people go who come from nowhere. */
export const home = '/'

/**
 * The path to go on to after signing in: `wanted` where it is a path on this server, else the home page. What the browser
 * would read as another origin (`//host`, `/\host`, tabs and line feeds that it drops) is refused by parsing as it does.
 */
export function localPath(wanted: string | undefined, publicUrl: URL): string {
  if (!wanted?.startsWith('/') || wanted.length > 2_000 || !URL.canParse(wanted, publicUrl.href)) return home
  const url = new URL(wanted, publicUrl)
  // Back to the log-in page, or to one of its answers, would be a circle.
  const circle = /^\/(?:login|logout|websudo|j_atl_security_\w+)\/?$/.test(url.pathname)
  // `/.//host` is ours, but what is left of it without the dot is not.
  const leaves = url.origin !== publicUrl.origin || url.pathname.startsWith('//')
  return leaves || circle ? home : `${url.pathname}${url.search}${url.hash}`
}

/** The log-in page, which leads to `path` afterwards. */
export const loginPath = (path: string): string =>
  path === home ? '/login' : `/login?next=${encodeURIComponent(path)}`
