import { type Page, Visitor } from 'postern/sandbox'
import type { Person } from './doors.ts'
import type { Sandbox } from './house.ts'

const hidden = /<input[^>]*type="hidden"[^>]*>/g
const attribute = (tag: string, name: string) =>
  new RegExp(`${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'") ?? ''

/** The form on the page that posts the response, sent as its Continue button sends it. */
function continueFrom(visitor: Visitor, page: Page): Promise<Page> {
  const form = /<form[^>]*data-continue[^>]*>[\s\S]*?<\/form>/.exec(page.text)?.[0] ?? ''
  const action = attribute(form, 'action')
  if (!action) throw new Error(`no form to continue on ${page.url.pathname}: ${page.text.slice(0, 200)}`)
  const inputs = form.match(hidden) ?? []
  const fields = Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
  return visitor.post(new URL(action, page.url), fields)
}

/** Walks from Bitbucket through the three doors without a browser. The page that is returned is Bitbucket's. */
export async function signInByHttp(
  house: Sandbox,
  person: Person,
): Promise<{ visitor: Visitor; page: Page }> {
  const visitor = new Visitor(house.bitbucket)
  const door = await visitor.get('/')
  const { userName, password } = person
  const request = door.url.searchParams.get('request') ?? ''
  const answer = await visitor.send('signing in', door.url.href, { userName, password, request }, '/sign-in')
  return { visitor, page: await continueFrom(visitor, answer) }
}
