import { type Page, Visitor } from 'postern/sandbox'
import type { Person } from '../../journeys/doors.ts'
import { accountOf, type Sandbox } from '../../journeys/house.ts'

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  '#39': "'",
  '#039': "'",
  lt: '<',
  gt: '>',
}

/** The value of an attribute of a tag, as a browser reads it; empty where there is none. */
export function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replaceAll(/&([\w#]+);/g, (whole, entity: string) => entities[entity] ?? whole)
}

/** The fields of the first form on the page that has one called `name`, and where it goes. */
export function formWith({ text, url }: Page, name: string) {
  const forms = text.match(/<form[\s\S]*?<\/form>/g) ?? []
  const form = forms.find((one) => one.includes(`name="${name}"`))
  if (form === undefined)
    throw new Error(`no form with ${name} on ${url.href}: ${wordsOf(text).slice(0, 600)}`)
  const inputs = form.match(/<input[^>]*>/g) ?? []
  const fields = Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
  return { action: new URL(attribute(form, 'action') || url.href, url), fields }
}

/** What a person reads on a page. */
export const wordsOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** Presses the button of the page that brings the answer of the identity provider, script or none. */
export function bringAnswer(visitor: Visitor, page: Page): Promise<Page> {
  const { action, fields } = formWith(page, 'SAMLResponse')
  return visitor.post(action, fields)
}

/** From a page of a service provider that wants a sign-in, through our identity provider, and back. */
export async function signInByOurs(
  visitor: Visitor,
  start: string,
  { userName, password }: Person,
): Promise<Page> {
  const door = await visitor.get(start)
  const request = door.url.searchParams.get('request') ?? ''
  const answer = await visitor.send('signing in', door.url.href, { userName, password, request }, '/sign-in')
  return bringAnswer(visitor, answer)
}

/** From the tile at My Apps. */
export async function signInByTile(house: Sandbox, application: string, person: Person): Promise<Page> {
  const visitor = new Visitor(house.identityProvider)
  await visitor.send('signing in', '/sign-in', { ...person })
  const answer = await visitor.get(`/my-apps/launch/${application}`)
  return bringAnswer(visitor, answer)
}

/** The same application as the forms of the admin center make it for any SAML service provider. */
export async function addApplication(
  house: Sandbox,
  of: {
    readonly name: string
    readonly identifier: string
    readonly replyUrl: string
    readonly logoutUrl: string
    readonly userName: string
  },
): Promise<{ readonly id: string; readonly metadata: string }> {
  const visitor = new Visitor(house.identityProvider)
  const { userName, password } = accountOf(house, 'identity-provider', 'administrator')
  await visitor.send('signing in', '/sign-in', { userName, password })
  const place = '/admin/enterprise-applications'
  const template = 'own'
  const added = await visitor.send('adding', `${place}/new/${template}`, { template, name: of.name }, place)
  const id = added.url.pathname.slice(place.length + 1).split('/')[0] ?? ''
  for (let look = 0; look < 100; look++) {
    if (!(await visitor.get(`${place}/${id}`)).url.pathname.endsWith('/adding')) break
  }
  await chooseSaml(visitor, `${place}/${id}/single-sign-on`)
  const configuration = `${place}/${id}/single-sign-on/basic-saml-configuration`
  const { identifier, replyUrl, logoutUrl } = of
  const addresses = { identifier, replyUrl, signOnUrl: '', logoutUrl }
  await visitor.send('configuring', configuration, addresses)
  const users = await visitor.get(`/admin/users?q=${encodeURIComponent(of.userName)}`)
  const user = /<td[^>]*><a href="\/admin\/users\/([^/"?]+)"/.exec(users.text)?.[1] ?? ''
  const assignments = `${place}/${id}/users-and-groups`
  await visitor.send('assigning', `${assignments}/add?user=${user}`, { user }, assignments)
  const metadata = await visitor.get(`${place}/${id}/single-sign-on/federation-metadata`)
  return { id, metadata: metadata.text }
}

async function chooseSaml(visitor: Visitor, place: string): Promise<void> {
  const page = await visitor.get(place)
  if (!/name="method"/.test(page.text)) return
  const { action, fields } = formWith(page, 'method')
  await visitor.post(action, { ...fields, method: 'saml' })
}

/** *Sign out* at My Apps: the page that tells the applications, each in a frame, which are opened here one after another. */
export async function signOutAtOurs(visitor: Visitor, house: Sandbox): Promise<readonly Page[]> {
  const apps = await visitor.get(`${house.identityProvider}/my-apps`)
  const { action, fields } = formWith(apps, 'csrf')
  const page = await visitor.post(action, fields)
  const frames = [...page.text.matchAll(/<iframe[^>]*>/g)].map(([tag]) => attribute(tag, 'src'))
  const opened: Page[] = []
  for (const url of frames) opened.push(await visitor.get(url))
  return opened
}
