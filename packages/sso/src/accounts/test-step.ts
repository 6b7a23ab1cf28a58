import type { Store } from '@postern/kit/store'
import { testWorld } from '@postern/kit/testing'
import type { Identity } from '@postern/saml'
import { claimNames } from '../account-rules/person.ts'
import { accountRules } from '../account-rules/store.ts'
import { applicationId } from '../applications/application.ts'
import { usualChoices } from '../connections/choices.ts'
import { addressPath, type Connection, type ConnectionId } from '../connections/connection.ts'
import { bitbucket } from '../connectors/bitbucket.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { migrations } from '../migrations.ts'
import type { AccountStep } from './look.ts'
import { foresee, provision } from './provision.ts'

export const connectionId = 'connection1' as ConnectionId

/** For tests: the account step against a Bitbucket on a real port. */
export async function testStep(store: Store) {
  const server = await new TestBitbucket().start()
  await store.migrate(migrations)
  const world = testWorld({ store })
  const connection = (more: Partial<Connection> = {}): Connection => ({
    id: connectionId,
    name: 'Contoso',
    state: 'active',
    address: `http://localhost:4200${addressPath('connection1')}`,
    preset: 'any-saml',
    edition: 'basic',
    setup: [],
    verifiedCertificates: [],
    anyDomain: false,
    accounts: { create: true, groups: ['bitbucket-users'] },
    knownDomains: ['contoso.example'],
    unsolicited: true,
    clockSkewSeconds: 180,
    legacy: [],
    choices: usualChoices,
    createdAt: 1,
    ...more,
  })
  const identity = (
    userName: string,
    claims: Readonly<Record<string, readonly string[]>> = {},
    subject = `oid of ${userName}`,
  ): Identity => ({
    issuer: 'https://idp.example/',
    nameId: userName,
    attributes: new Map(Object.entries({ [claimNames.objectIdentifier]: [subject], ...claims })),
    assertionId: '_1',
    notOnOrAfter: 1,
  })
  const step = (who: Identity, by: Connection = connection()): AccountStep => ({
    world,
    connector: bitbucket.connector({
      baseUrl: server.baseUrl,
      userName: 'admin',
      password: server.password,
      random: world.random,
    }),
    application: {
      id: applicationId('bitbucket1'),
      name: 'Bitbucket',
      kind: 'bitbucket',
      baseUrl: server.baseUrl,
      version: '9.4.0',
      protocol: 'openid',
      openid: { clientId: 'c', redirectUri: 'r', providerId: '1' },
      straight: true,
      createdAt: 1,
    },
    connection: by,
    identity: who,
  })
  return {
    server,
    world,
    rules: accountRules(store),
    connection,
    identity,
    step,
    signIn: (who: Identity, by?: Connection) => provision(step(who, by)),
    foresee: (who: Identity, by?: Connection) => foresee(step(who, by)),
  }
}

export type TestStep = Awaited<ReturnType<typeof testStep>>
