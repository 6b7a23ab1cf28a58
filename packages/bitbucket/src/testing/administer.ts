import { Browser } from './browser.ts'
import { administrator, type Host } from './host.ts'

/** A browser that has logged in by the form. */
export async function logIn(
  host: Host,
  j_username: string = administrator.userName,
  j_password: string = administrator.password,
): Promise<Browser> {
  const browser = new Browser()
  const login = await browser.open(`${host.url}/login`)
  await browser.submit(login, '/j_atl_security_check', { j_username, j_password })
  return browser
}

/** A browser of the first administrator that may administer: the password was typed twice. */
export async function administer(host: Host): Promise<Browser> {
  const browser = await logIn(host)
  const asked = await browser.open(`${host.url}/admin`)
  await browser.submit(asked, '/websudo', { j_password: administrator.password })
  return browser
}
