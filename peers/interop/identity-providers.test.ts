import { type Page, Visitor } from 'postern/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePorts, type House, startHouse } from '../../journeys/house.ts'
import { connect, homeAt, type MadeConnection } from './connection.ts'
import { missingSimpleSamlPhp, type SimpleSamlPhp, startSimpleSamlPhp } from './simplesamlphp.ts'
import { bringAnswer, formWith, wordsOf } from './walk.ts'

const person = { userName: 'b.simon@contoso.example', password: 'Passage-7-doors' }
const name = `SimpleSAMLphp${missingSimpleSamlPhp ? `: ${missingSimpleSamlPhp}` : ''}`

describe.skipIf(missingSimpleSamlPhp)(`${name} as identity provider at our SSO service`, () => {
  let house: House
  let peer: SimpleSamlPhp
  let connection: MadeConnection
  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    peer = await startSimpleSamlPhp(port, person)
    house = await startHouse({ empty: true })
    connection = await connect(house, 'contoso.example', () => peer.metadata)
    peer.register(connection.address, connection.address)
  })
  afterAll(async () => {
    await house?.leave()
    await peer?.stop()
  })

  /** Types the password on its page, and brings its answer. */
  async function signIn(visitor: Visitor, start: string, password = person.password): Promise<Page> {
    const { action, fields } = formWith(await visitor.get(start), 'password')
    return visitor.post(action, { ...fields, username: person.userName, password })
  }

  test('sign-in begun at Bitbucket', async () => {
    const visitor = new Visitor(house.bitbucket)
    await bringAnswer(visitor, await signIn(visitor, house.bitbucket))
    const home = await homeAt(house, visitor)
    expect(home.url.origin).toBe(house.bitbucket)
    expect(wordsOf(home.text).toLowerCase()).toContain(person.userName)
  })

  test('sign-in begun at the identity provider', async () => {
    const launch = peer.launch(connection.address)
    const visitor = new Visitor(launch)
    await bringAnswer(visitor, await signIn(visitor, launch))
    expect(wordsOf((await homeAt(house, visitor)).text).toLowerCase()).toContain(person.userName)
  })

  test('a wrong password leads nowhere', async () => {
    const visitor = new Visitor(house.bitbucket)
    const page = await signIn(visitor, house.bitbucket, 'wrong')
    expect(() => formWith(page, 'SAMLResponse')).toThrow('no form')
  })
})
