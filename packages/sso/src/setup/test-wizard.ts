import type { AdministratorBrowser } from '../administrators/test-administrator.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import type { TestHouse } from '../sign-in/test-house.ts'
import { fileOf, loginUrl, metadataOf } from './test-metadata.ts'

/** For tests: adds an identity provider; gives the address of the connection. */
export async function add(browser: AdministratorBrowser, preset = 'microsoft-entra-id'): Promise<string> {
  const page = `/admin/connections/new?preset=${preset}`
  const answer = await browser.submit('/admin/connections', { preset, edition: 'premium' }, {}, page)
  return locationOf(answer).replace('/setup/app-properties', '')
}

/** Usual answers to the steps from App properties on, up to and without the one named. */
export async function answerUpTo(
  house: TestHouse,
  browser: AdministratorBrowser,
  at: string,
  until?: string,
): Promise<void> {
  const { sha256 } = house.key.certificate
  const answers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['app-properties', {}],
    ['metadata-import', { source: 'file' }],
    ['name-and-sso-location', { name: `Entra of ${at.slice(-6)}`, location: loginUrl }],
    ['signature-verification', { verified: sha256 }],
    ['bitbucket-user-accounts', { create: 'yes', groups: 'stash-users' }],
    ['finish', {}],
  ]
  for (const [step, fields] of answers) {
    if (step === until) return
    const files = step === 'metadata-import' ? fileOf(metadataOf(house)) : {}
    const answer = await browser.submit(`${at}/setup/${step}`, fields, files)
    if (answer.status !== 303) throw new Error(`${step} answered ${answer.status}`)
  }
}
