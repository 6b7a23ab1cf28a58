import type { Store } from '@postern/kit/store'
import { eachStore } from '@postern/kit/testing'
import type { Identity } from '@postern/saml'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimNames } from '../account-rules/person.ts'
import type { Connection, ConnectionId } from '../connections/connection.ts'
import { connections } from '../connections/store.ts'
import type { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { accounts } from './store.ts'
import { type TestStep, testStep } from './test-step.ts'

eachStore((_engine, open) => {
  let server: TestBitbucket
  let store: Store
  let by: TestStep
  beforeEach(async () => {
    store = await open()
    by = await testStep(store)
    server = by.server
  })
  afterEach(() => server.stop())

  const connection = (more: Partial<Connection> = {}) => by.connection(more)
  const signIn = (who: Identity, through?: Connection) => by.signIn(who, through)
  const identity = (userName: string, subject = `oid of ${userName}`): Identity => ({
    issuer: 'https://idp.example/',
    nameId: userName,
    attributes: new Map([[claimNames.objectIdentifier, [subject]]]),
    assertionId: '_1',
    notOnOrAfter: 1,
  })
  const simon = identity('B.Simon@contoso.example')
  const named = (name: string) => server.users.filter((user) => user.name === name)

  describe('somebody who comes for the first time', () => {
    test('gets an account with the groups of the connection and a password that differs each time', async () => {
      const { account, done } = await signIn(simon)
      expect(account).toMatchObject({
        subject: 'oid of B.Simon@contoso.example',
        userName: 'B.Simon@contoso.example',
        emailAddress: 'B.Simon@contoso.example',
      })
      expect(server.groupsOf(account.userName)).toEqual(['bitbucket-users'])
      expect(done).toEqual(['Account B.Simon@contoso.example made in Bitbucket', 'Added to bitbucket-users'])
      await signIn(identity('other@contoso.example'))
      const passwords = server.createdWith.map((query) => query.get('password') ?? '')
      expect(new Set(passwords).size).toBe(2)
      for (const password of passwords) expect(Buffer.from(password, 'base64url')).toHaveLength(32)
    })

    test('gets the default group of Bitbucket where the connection names none', async () => {
      await signIn(simon, connection({ accounts: { create: true, groups: [] } }))
      expect(server.groupsOf('B.Simon@contoso.example')).toEqual(['stash-users'])
    })

    test('is tied to the account of that user name, which is not changed', async () => {
      server.addUser('b.simon@CONTOSO.example')
      const { account, done } = await signIn(simon)
      expect(account.userName).toBe('b.simon@CONTOSO.example')
      expect(done).toEqual(['Tied to the account b.simon@CONTOSO.example that was there'])
      expect(server.createdWith).toHaveLength(0)
      expect(server.groupsOf(account.userName)).toEqual([])
    })

    test('is not tied to an administrator, by name or by group', async () => {
      await expect(signIn(identity('admin'))).rejects.toMatchObject({ code: 'account-is-administrator' })
      server.addUser('cora@contoso.example')
      server.members.set('cora@contoso.example', new Set(['bitbucket-admins']))
      await expect(signIn(identity('cora@contoso.example'))).rejects.toMatchObject({
        code: 'account-is-administrator',
      })
      expect(await accounts(store).list({ search: '', limit: 10 })).toEqual([])
    })

    test('is refused where accounts are not made, and where the account is not active', async () => {
      const through = connection({ accounts: { create: false, groups: [] } })
      await expect(signIn(simon, through)).rejects.toMatchObject({ code: 'account-unknown' })
      server.addUser('gone@contoso.example', { active: false })
      await expect(signIn(identity('gone@contoso.example'))).rejects.toMatchObject({
        code: 'account-inactive',
      })
      await expect(signIn(identity('bsimon'))).rejects.toMatchObject({ code: 'account-address' })
    })

    test('in five windows at once makes one account', async () => {
      const all = await Promise.all(Array.from({ length: 5 }, () => signIn(simon)))
      expect(new Set(all.map(({ account }) => account.id)).size).toBe(1)
      expect(named('B.Simon@contoso.example')).toHaveLength(1)
    })
  })

  describe('somebody who came before', () => {
    test('is known by the subject, whatever the user name and address are now', async () => {
      const { account } = await signIn(simon)
      const renamed = await signIn(identity('B.Renamed@contoso.example', account.subject))
      expect(renamed).toEqual({ account: { ...account, key: '2' }, done: [] })
    })

    test('is not who has the user name now and another subject', async () => {
      await signIn(simon)
      const other = identity('B.Simon@contoso.example', 'another oid')
      await expect(signIn(other)).rejects.toMatchObject({ code: 'account-taken' })
    })

    test('is not who has the same subject by another connection', async () => {
      await connections(store).create(connection())
      const { account } = await signIn(simon)
      const other = connection({ id: 'connection2' as ConnectionId, name: 'Other' })
      await expect(signIn(simon, other)).rejects.toMatchObject({ code: 'account-taken' })
      await expect(signIn(identity('x@contoso.example', account.subject), other)).resolves.toMatchObject({
        account: { userName: 'x@contoso.example' },
      })
    })

    test('is tied anew when the connection of the tie was deleted', async () => {
      const before = await signIn(simon)
      const { account } = await signIn(
        simon,
        connection({ id: 'connection2' as ConnectionId, name: 'Other' }),
      )
      expect(account).toMatchObject({ userName: before.account.userName, connectionId: 'connection2' })
    })

    test('gets the account again that was deleted in Bitbucket, and is kept out where none is made', async () => {
      await signIn(simon)
      server.users.splice(1)
      const through = connection({ accounts: { create: false, groups: [] } })
      await expect(signIn(simon, through)).rejects.toMatchObject({ code: 'account-unknown' })
      const { done } = await signIn(simon)
      expect(done[0]).toContain('made')
      expect(named('B.Simon@contoso.example')).toHaveLength(1)
    })

    test('is let in while Bitbucket’s REST API fails', async () => {
      const { account } = await signIn(simon)
      server.before = () => [500, { message: 'broken' }]
      const again = await signIn(simon)
      expect(again.account).toEqual(account)
      expect(again.done).toEqual(['Bitbucket could not be asked about the account'])
    })
  })

  describe('a kill between any two steps', () => {
    test('heals at the next sign-in: one account, its groups, nothing twice', async () => {
      for (let step = 1; ; step++) {
        const who = identity(`person${step}@contoso.example`)
        let calls = 0
        // The call was done, its answer never came: the worst moment.
        server.after = () => {
          if (++calls === step) throw new Error('killed')
        }
        const killed = await signIn(who).then(
          () => false,
          () => true,
        )
        server.after = () => undefined
        if (!killed) break
        const { account } = await signIn(who)
        expect(named(account.userName)).toHaveLength(1)
        expect(server.groupsOf(account.userName)).toEqual(['bitbucket-users'])
        expect((await signIn(who)).done).toEqual([])
        expect(step).toBeLessThan(20)
      }
      expect(server.createdWith.length).toBeGreaterThan(3)
    })

    test('does not hand over an administrator who was made in between under that name', async () => {
      server.before = ({ method }) => (method === 'POST' ? [500, { message: 'broken' }] : undefined)
      await expect(signIn(simon)).rejects.toMatchObject({ code: 'application-answer' })
      server.before = () => undefined
      server.addUser('B.Simon@contoso.example')
      server.userPermissions.set('B.Simon@contoso.example', 'SYS_ADMIN')
      await expect(signIn(simon)).rejects.toMatchObject({ code: 'account-is-administrator' })
    })

    test('a group that is missing is said, and added once it is there', async () => {
      const through = connection({ accounts: { create: true, groups: ['late'] } })
      await expect(signIn(simon, through)).rejects.toMatchObject({ code: 'application-group-missing' })
      expect(await accounts(store).list({ search: 'simon', limit: 10 })).toMatchObject([{ state: 'made' }])
      server.groups.add('late')
      await signIn(simon, through)
      expect(server.groupsOf('B.Simon@contoso.example')).toEqual(['late'])
    })
  })

  test('accounts are found by words of name, user name and address', async () => {
    const known = accounts(store)
    for (const name of ['anna@contoso.example', 'bert@contoso.example']) await signIn(identity(name))
    const found = async (search: string) =>
      (await known.list({ search, limit: 10 })).map(({ account }) => account.userName)
    expect(await found('ANNA contoso')).toEqual(['anna@contoso.example'])
    expect(await found('contoso')).toHaveLength(2)
    expect(await found('%')).toEqual([])
    expect(await known.list({ search: '', limit: 1 })).toHaveLength(1)
  })
})
