import { eachStore } from '@postern/kit/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimNames } from '../account-rules/person.ts'
import { usualRules } from '../account-rules/rules.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { connections } from '../connections/store.ts'
import { connectionId, type TestStep, testStep } from './test-step.ts'

eachStore((_engine, open) => {
  let by: TestStep
  beforeEach(async () => {
    by = await testStep(await open())
  })
  afterEach(() => by.server.stop())

  const finding = (more: Partial<typeof usualRules.finding>) =>
    by.rules.change(connectionId, { finding: { ...usualRules.finding, ...more } })
  const mail = (address: string) => ({ [claimNames.emailAddress]: [address] })
  const simon = (claims = {}) => by.identity('b.simon@contoso.example', claims)

  describe('first linking by e-mail address', () => {
    beforeEach(() => finding({ linkBy: { by: 'email-address' } }))

    test('ties to the one account of that address', async () => {
      by.server.addUser('bsimon', { emailAddress: 'B.Simon@contoso.example' })
      const { account, done } = await by.signIn(simon(mail('b.simon@contoso.example')))
      expect(account.userName).toBe('bsimon')
      expect(done).toEqual(['Tied to the account bsimon that was there'])
    })

    test('never onto an account that another identity holds, nor an administrator', async () => {
      by.server.addUser('bsimon', { emailAddress: 'b.simon@contoso.example' })
      await by.signIn(simon(mail('b.simon@contoso.example')))
      const other = by.identity('evil@contoso.example', mail('b.simon@contoso.example'))
      await expect(by.signIn(other)).rejects.toMatchObject({ code: 'account-taken' })
      by.server.users.push({
        id: 77,
        name: 'root',
        displayName: 'R',
        emailAddress: 'root@contoso.example',
        active: true,
      })
      by.server.userPermissions.set('root', 'ADMIN')
      const root = by.identity('evil@contoso.example', mail('root@contoso.example'))
      await expect(by.signIn(root)).rejects.toMatchObject({ code: 'account-is-administrator' })
    })

    test('an address of a domain that the connection may not vouch for finds nobody', async () => {
      by.server.addUser('boss', { emailAddress: 'boss@fabrikam.example' })
      const { account } = await by.signIn(simon(mail('boss@fabrikam.example')))
      expect(account.userName).toBe('b.simon@contoso.example')
    })

    test('two accounts of one address, and a user name in the way, are for a person to decide', async () => {
      by.server.addUser('one', { emailAddress: 'b.simon@contoso.example' })
      by.server.addUser('two', { emailAddress: 'b.simon@contoso.example' })
      await expect(by.signIn(simon(mail('b.simon@contoso.example')))).rejects.toMatchObject({
        code: 'account-several',
      })
      by.server.addUser('anna@contoso.example')
      await expect(by.signIn(by.identity('anna@contoso.example'))).rejects.toMatchObject({
        code: 'account-name-in-use',
      })
    })
  })

  test('first linking by an attribute takes its value for the user name', async () => {
    await finding({ linkBy: { by: 'attribute', claim: 'employeeid' } })
    by.server.addUser('e1234')
    const { account } = await by.signIn(simon({ employeeid: ['E1234'] }))
    expect(account.userName).toBe('e1234')
    by.server.addUser('boss@fabrikam.example')
    const boss = by.identity('evil@contoso.example', { employeeid: ['boss@fabrikam.example'] })
    await expect(by.signIn(boss)).rejects.toMatchObject({ code: 'user-name-domain' })
  })

  test('a claim that is mapped must be there, and a domain in it known', async () => {
    const mapping = { ...usualRules.mapping, userName: 'login' }
    await by.rules.change(connectionId, { mapping, transform: { ...usualRules.transform, cutDomain: true } })
    await expect(by.signIn(simon())).rejects.toThrow(
      'The answer has no claim login, from which User name is taken.',
    )
    await expect(by.signIn(simon({ login: ['boss@fabrikam.example'] }))).rejects.toThrow(
      'Contoso names this person boss@fabrikam.example, and may not vouch for fabrikam.example.',
    )
    expect((await by.signIn(simon({ login: ['BSimon@contoso.example'] }))).account.userName).toBe('BSimon')
  })

  describe('later sign-ins', () => {
    test('update full name and address where they were sent, and nothing that was not', async () => {
      await by.signIn(simon())
      await finding({ update: true })
      expect((await by.signIn(simon())).done).toEqual([])
      const sent = simon({ [claimNames.displayName]: ['Britta Simon'], ...mail('britta@contoso.example') })
      expect((await by.signIn(sent)).done).toEqual(['Changed to Britta Simon, britta@contoso.example'])
      expect(by.server.users.at(-1)).toMatchObject({
        displayName: 'Britta Simon',
        emailAddress: 'britta@contoso.example',
      })
      expect((await by.signIn(sent)).done).toEqual([])
    })

    test('rename the account, unless the name is in use', async () => {
      await by.signIn(simon())
      await finding({ rename: true })
      const married = by.identity('b.moss@contoso.example', {}, 'oid of b.simon@contoso.example')
      by.server.addUser('b.moss@contoso.example')
      expect((await by.signIn(married)).done).toEqual([
        'Not renamed: the user name b.moss@contoso.example is in use',
      ])
      by.server.users.pop()
      expect((await by.signIn(married)).account.userName).toBe('b.moss@contoso.example')
      expect(by.server.groupsOf('b.moss@contoso.example')).toEqual(['bitbucket-users'])
      expect((await by.signIn(married)).done).toEqual([])
    })

    test('follow an account that was renamed in Bitbucket, also when we were killed while renaming', async () => {
      await by.signIn(simon())
      await by.signIn(simon())
      const user = by.server.users.at(-1)
      if (user) user.name = 'b.simon.2@contoso.example'
      const { account, done } = await by.signIn(simon())
      expect(account.userName).toBe('b.simon.2@contoso.example')
      expect(done).toEqual(['Bitbucket calls the account b.simon.2@contoso.example now'])
      expect(by.server.createdWith).toHaveLength(1)
    })

    test('do not hand over an administrator who was made under the name of an account that was deleted', async () => {
      await by.signIn(simon())
      await by.signIn(simon())
      by.server.users.pop()
      by.server.addUser('b.simon@contoso.example')
      by.server.userPermissions.set('b.simon@contoso.example', 'ADMIN')
      await expect(by.signIn(simon())).rejects.toMatchObject({ code: 'account-is-administrator' })
    })

    test('give the groups again to somebody who lost all of them, where that is wanted', async () => {
      await by.signIn(simon())
      by.server.members.clear()
      expect((await by.signIn(simon())).done).toEqual([])
      await finding({ returning: true })
      expect((await by.signIn(simon())).done).toEqual(['Added to bitbucket-users'])
      expect((await by.signIn(simon())).done).toEqual([])
    })

    test('are let in though something that is only wanted fails, which is said', async () => {
      await by.signIn(simon())
      await finding({ update: true })
      by.server.before = ({ method }) => (method === 'PUT' ? [400, { message: 'no' }] : undefined)
      const { done } = await by.signIn(simon({ [claimNames.displayName]: ['Britta'] }))
      expect(done).toEqual([expect.stringContaining('Not done: Change the account to Britta')])
    })
  })

  describe('managed groups', () => {
    const groups = (...ids: string[]) => simon({ [claimNames.groups]: ids })
    beforeEach(async () => {
      for (const name of ['developers', 'reviewers', 'others']) by.server.groups.add(name)
      const managed = [
        { from: 'ID-1', to: 'developers' },
        { from: 'id-2', to: 'developers' },
        { from: 'Reviewers', to: 'reviewers' },
      ]
      await by.rules.change(connectionId, { groups: { managed, absentMeansNone: false } })
    })
    const now = () => by.server.groupsOf('b.simon@contoso.example')

    test('are given and taken as the answer says, by id or name; no other group is touched', async () => {
      await by.signIn(groups('id-1', 'unheard-of'))
      expect(now()).toEqual(['bitbucket-users', 'developers'])
      by.server.members.get('b.simon@contoso.example')?.add('others')
      const { done } = await by.signIn(groups('reviewers'))
      expect(done).toEqual(['Added to reviewers', 'Taken out of developers'])
      expect(now()).toEqual(['bitbucket-users', 'others', 'reviewers'])
      expect((await by.signIn(groups('reviewers'))).done).toEqual([])
    })

    test('stay as they are when a link comes in place of them, or nothing', async () => {
      await by.signIn(groups('id-2'))
      const link = simon({ [claimNames.groupsLink]: ['https://graph.example/getMemberObjects'] })
      expect((await by.signIn(link)).done).toEqual([expect.stringContaining('a link in place of the groups')])
      expect((await by.signIn(simon())).done).toEqual([
        'The answer had no groups claim: no group was changed',
      ])
      expect(now()).toEqual(['bitbucket-users', 'developers'])
    })

    test('are all taken by an answer without groups where that means none, but not those of everybody', async () => {
      await by.signIn(groups('id-2'))
      const managed = [
        { from: 'id-2', to: 'developers' },
        { from: 'id-3', to: 'bitbucket-users' },
      ]
      await by.rules.change(connectionId, { groups: { managed, absentMeansNone: true } })
      expect((await by.signIn(simon())).done).toEqual(['Taken out of developers'])
      expect(now()).toEqual(['bitbucket-users'])
    })

    test('a group that Bitbucket does not have lets the person in, and is said', async () => {
      by.server.groups.delete('reviewers')
      const { done } = await by.signIn(groups('reviewers'))
      expect(done.at(-1)).toContain('Not done: Add to reviewers. Bitbucket did not add')
    })
  })

  test('a dry run says what would be done, and changes nothing', async () => {
    await by.rules.change(connectionId, {
      groups: { managed: [{ from: 'id-1', to: 'developers' }], absentMeansNone: false },
    })
    const foreseen = await by.foresee(simon({ [claimNames.groups]: ['id-1'] }))
    expect(foreseen).toEqual({
      userName: 'b.simon@contoso.example',
      calls: [
        'Make the account b.simon@contoso.example in Bitbucket',
        'Add to bitbucket-users',
        'Add to developers',
      ],
      notes: [],
    })
    expect(by.server.asked.filter((call) => !call.startsWith('GET'))).toEqual([])
    expect((await by.foresee(simon())).calls).toHaveLength(2)
    await expect(by.foresee(by.identity('admin'))).rejects.toMatchObject({ code: 'account-is-administrator' })
  })

  test('the rules of one connection are not those of another, and go with it', async () => {
    await finding({ update: true })
    const other = 'connection2' as ConnectionId
    expect(await by.rules.of(other)).toEqual(usualRules)
    expect((await by.rules.of(connectionId)).finding.update).toBe(true)
    await by.rules.remove(connectionId)
    expect(await by.rules.of(connectionId)).toEqual(usualRules)
    expect(await connections(by.world.store).list()).toEqual([])
  })
})
