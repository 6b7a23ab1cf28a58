import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, newVisitor } from '../browser.ts'
import { accountOf, type House, type Sandbox, startHouse } from '../house.ts'
import { type Hands, Person } from './person.ts'

/** One of the ways to follow the tutorial. */
export interface Way {
  readonly hands: Hands
  readonly script: boolean
  /** Of Bitbucket, the SSO service and the identity provider; free ones unless told. */
  readonly ports?: readonly number[] | undefined
}

export type Account = Pick<Sandbox['accounts'][number], 'userName' | 'password'>

/** What is written down on the way, to be used some sections later. */
export interface Notes {
  password: string
  metadata: string
  appIdUri: string
}

/** The three consoles as `npm start -- --empty` leaves them, and those who sit in front of them. */
export class Tutorial {
  readonly notes: Notes = { password: '', metadata: '', appIdUri: '' }
  readonly #way: Way
  #house: House | undefined
  #browser: Browser | undefined
  #directory: Person | undefined
  #host: Person | undefined

  constructor(way: Way) {
    this.#way = way
  }

  async begin(): Promise<void> {
    const { ports } = this.#way
    const house = startHouse({ empty: true, ...(ports ? { ports } : {}) })
    ;[this.#browser, this.#house] = await Promise.all([launchBrowser(), house])
    this.#directory = await this.somebody()
    this.#host = await this.somebody()
  }

  async end(): Promise<void> {
    await this.#browser?.close()
    await this.#house?.leave()
  }

  get house(): House {
    return begun(this.#house)
  }

  /** The window of the admin center. */
  get directory(): Person {
    return begun(this.#directory)
  }

  /** The different web browser window: the admin portal of Bitbucket, and from there the SSO service. */
  get host(): Person {
    return begun(this.#host)
  }

  /** A browser that nobody used before. */
  async somebody(): Promise<Person> {
    const context = await newVisitor(begun(this.#browser), { javaScriptEnabled: this.#way.script })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    return new Person(await context.newPage(), this.#way.hands, this.#way.script)
  }

  /** "Sign in to the … admin center". Nothing happens where one is signed in already. */
  async signInToAdminCenter(person = this.directory): Promise<void> {
    await person.open(`${this.house.identityProvider}/admin`)
    if (person.address().pathname !== '/sign-in') return
    await this.signIn(person, accountOf(this.house, 'identity-provider', 'administrator'))
  }

  /** The sign-in page of the identity provider and of the SSO service's console. */
  async signIn(person: Person, account: Account): Promise<void> {
    await person.type('User name', account.userName)
    await person.type('Password', account.password)
    await person.press('Sign in')
  }
}

function begun<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('the tutorial has not begun')
  return what
}

export function followed(way: Way): Tutorial {
  const tutorial = new Tutorial(way)
  beforeAll(() => tutorial.begin())
  afterAll(() => tutorial.end())
  return tutorial
}
