import type { Response as SamlResponse } from '@postern/saml'
import { readCertificate, type Verified, verifyResponse } from '@postern/saml'
import type { Browser, Page } from './browser.ts'
import { administrator, type Running } from './running.ts'

export const spAddress = 'http://localhost:4200/plugins/servlet/no.kantega.saml/sp/ab12/login'
export const simon = { userName: 'B.Simon@contoso.example', password: 'Correct-horse-2' }

/** Signs in at the sign-in page and returns where it leads. */
export function signIn(browser: Browser, of: { userName: string; password: string }, form = '/sign-in') {
  return browser.submit(form, '/sign-in', { userName: of.userName, password: of.password })
}

export async function administratorOf(running: Running): Promise<Browser> {
  const browser = running.browser()
  await signIn(browser, administrator, '/sign-in?continue=/admin')
  return browser
}

export async function addUser(
  admin: Browser,
  of: { userName: string; password: string; displayName?: string; mail?: string },
): Promise<string> {
  const made = await admin.submit('/admin/users/new', '/admin/users', {
    displayName: of.displayName ?? 'B.Simon',
    userPrincipalName: of.userName,
    password: of.password,
    ...(of.mail === undefined ? {} : { mail: of.mail }),
  })
  return /^\/admin\/users\/([^?]+)\?/.exec(made.location ?? '')?.[1] ?? `not made: ${made.text}`
}

/** The application of the seed, configured; its id. */
export async function addApplication(admin: Browser, signOnUrl = spAddress): Promise<string> {
  const added = await admin.submit(
    '/admin/enterprise-applications/new/kantega-bitbucket',
    '/admin/enterprise-applications',
    { name: 'Kantega SSO for Bitbucket' },
  )
  const id = await complete(admin, added)
  await configure(admin, id, { identifier: spAddress, replyUrl: spAddress, signOnUrl })
  return id
}

/** One that is not from the gallery, to be configured; its id. */
export async function addOwnApplication(admin: Browser, name: string): Promise<string> {
  const root = '/admin/enterprise-applications'
  return complete(admin, await admin.submit(`${root}/new/own`, root, { name }))
}

/** Waits as the page does that *Create* leads to; the id of the application. */
export async function complete(admin: Browser, added: Page): Promise<string> {
  const { location = '' } = added
  for (let page = added; page.status !== 303 || page.location === location; ) page = await admin.get(location)
  return /enterprise-applications\/([^/?]+)/.exec(location)?.[1] ?? ''
}

export function configure(
  admin: Browser,
  id: string,
  fields: Readonly<Record<string, string>>,
): Promise<Page> {
  const path = `/admin/enterprise-applications/${id}/single-sign-on/basic-saml-configuration`
  return admin.submit(path, path, fields)
}

export function assign(admin: Browser, id: string, user: string): Promise<Page> {
  const path = `/admin/enterprise-applications/${id}/users-and-groups`
  return admin.submit(`${path}/add`, path, { user })
}

/** The id of the administrator, while there is nobody else. */
export async function administratorId(admin: Browser): Promise<string> {
  return /\/admin\/users\/([0-9a-f-]{36})/.exec((await admin.get('/admin/users')).text)?.[1] ?? ''
}

/** Ids of the signing certificates of an application, the active one first. */
export async function signingCertificateIds(admin: Browser, id: string): Promise<readonly string[]> {
  const page = await admin.get(`/admin/enterprise-applications/${id}/single-sign-on/signing-certificates`)
  const named = page.text.matchAll(/signing-certificates\/([0-9a-f-]{36})/g)
  return [...new Set([...named].map(([, one = '']) => one))]
}

/** The Response of a page, verified with the certificate that the console offers for download. */
export async function readAnswer(admin: Browser, id: string, page: Page): Promise<Verified<SamlResponse>> {
  const raw = await admin.get(`/admin/enterprise-applications/${id}/single-sign-on/certificate-base64`)
  const octets = Buffer.from(page.hidden.SAMLResponse ?? '', 'base64')
  return verifyResponse(octets, [readCertificate(raw.text)])
}
