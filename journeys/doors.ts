import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { accountOf, type Sandbox } from './house.ts'

export interface Person {
  readonly userName: string
  readonly password: string
}

/** The identity provider's sign-in page, wherever a journey meets it. */
export async function typePassword(page: Page, person: Person): Promise<void> {
  await page.getByLabel('User name').fill(person.userName)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** *Administrator Access*, which Bitbucket's administration asks for before its first page. */
export async function confirmAccess(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/websudo')
}

export async function signInAtMyApps(page: Page, house: Sandbox, person: Person): Promise<void> {
  await page.goto(house.identityProvider)
  await typePassword(page, person)
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('My Apps')
}

export async function openTile(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Kantega SSO for Bitbucket' }).click()
}

/** Everybody's cookies of one server are gone: what a person gets by signing out there. */
export async function forget(context: BrowserContext, server: string): Promise<void> {
  await context.clearCookies({ name: new RegExp(`^${server}`) })
}

/** Ends in Bitbucket as `person`, in the group of the connection. */
export async function expectInBitbucket(page: Page, house: Sandbox, person: Person): Promise<void> {
  await page.waitForURL(`${house.bitbucket}/**`)
  await page.goto(house.bitbucket)
  const facts = page.getByRole('region', { name: 'Who you are' })
  await expect.poll(() => facts.textContent()).toContain(person.userName)
  expect(await facts.textContent()).toContain('stash-users')
}

/** Stopped at the SSO service with a signature's code, and nobody at Bitbucket. */
export async function expectRefusedForItsSignature(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('You are not signed in')
  expect(await page.locator('body').textContent()).toMatch(/signature-[a-z-]+/)
}

export function bSimon(house: Sandbox): Person {
  return accountOf(house, 'identity-provider', 'user')
}
