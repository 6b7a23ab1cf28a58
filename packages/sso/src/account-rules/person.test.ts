import type { Identity } from '@postern/saml'
import { describe, expect, test } from 'vitest'
import { claimNames, personOf } from './person.ts'

const formats = 'urn:oasis:names:tc:SAML'
const identity = (
  attributes: Readonly<Record<string, readonly string[]>>,
  more: Partial<Identity> = {},
): Identity => ({
  issuer: 'https://idp.example/',
  nameId: 'B.Simon@contoso.example',
  nameIdFormat: `${formats}:1.1:nameid-format:emailAddress`,
  attributes: new Map(Object.entries(attributes)),
  assertionId: '_1',
  notOnOrAfter: 1,
  ...more,
})

describe('who an assertion names', () => {
  test('the seed’s B.Simon, who has no mail, given name or surname', () => {
    const { objectIdentifier, displayName, name } = claimNames
    const person = personOf(
      identity({
        [objectIdentifier]: ['oid-1'],
        [displayName]: ['B.Simon'],
        [name]: ['B.Simon@contoso.example'],
      }),
    )
    expect(person).toMatchObject({
      subject: 'oid-1',
      userName: 'B.Simon@contoso.example',
      displayName: 'B.Simon',
      emailAddress: 'B.Simon@contoso.example',
    })
  })

  test('the address is the claim, else the UPN, else the NameID, where it has the form of one', () => {
    const { emailAddress, name } = claimNames
    expect(personOf(identity({ [emailAddress]: ['b@mail.example'], [name]: ['b@upn'] })).emailAddress).toBe(
      'b@mail.example',
    )
    expect(personOf(identity({ [name]: ['b@upn.example'] })).emailAddress).toBe('b@upn.example')
    expect(personOf(identity({ [name]: ['b simon'] })).emailAddress).toBe('B.Simon@contoso.example')
    expect(personOf(identity({}, { nameId: 'bsimon' })).emailAddress).toBeUndefined()
  })

  test('the name is displayname, else both names, else the claim name, else the user name', () => {
    const { displayName, givenName, surname, name } = claimNames
    const both = { [givenName]: ['Britta'], [surname]: ['Simon'] }
    expect(personOf(identity({ [displayName]: ['B.'], ...both })).displayName).toBe('B.')
    expect(personOf(identity({ ...both, [name]: ['upn'] })).displayName).toBe('Britta Simon')
    expect(personOf(identity({ [name]: ['upn'] })).displayName).toBe('upn')
    expect(personOf(identity({})).displayName).toBe('B.Simon@contoso.example')
  })

  test('the subject is objectidentifier, else the NameID; a claim of another namespace is neither', () => {
    expect(personOf(identity({ [claimNames.objectIdentifier]: ['oid'] })).subject).toBe('oid')
    expect(personOf(identity({ objectidentifier: ['evil'] })).subject).toBe('B.Simon@contoso.example')
  })

  test('a persistent NameID is a subject and no user name where the UPN is there', () => {
    const nameIdFormat = `${formats}:2.0:nameid-format:persistent`
    const person = personOf(
      identity({ [claimNames.name]: ['b@contoso.example'] }, { nameId: 'x9', nameIdFormat }),
    )
    expect(person).toMatchObject({ subject: 'x9', userName: 'b@contoso.example' })
  })

  test('a transient NameID ties nobody', () => {
    const nameIdFormat = `${formats}:2.0:nameid-format:transient`
    const of = (attributes: Record<string, string[]>) => () =>
      personOf(identity(attributes, { nameIdFormat }))
    expect(of({ [claimNames.name]: ['b@contoso.example'] })).toThrow(/cannot be a subject/)
    expect(of({ [claimNames.objectIdentifier]: ['oid'] })).toThrow(/cannot be a user name/)
    expect(of({ [claimNames.objectIdentifier]: ['oid'], [claimNames.name]: ['b@c'] })()).toMatchObject({
      userName: 'b@c',
    })
  })

  test('two values of a claim that an account hangs on are refused; the same one twice, and two names, are not', () => {
    const oid = claimNames.objectIdentifier
    expect(() => personOf(identity({ [oid]: ['a', 'b'] }))).toThrow(/several values/)
    expect(personOf(identity({ [oid]: ['a', 'a'] })).subject).toBe('a')
    expect(personOf(identity({ [claimNames.givenName]: ['Britta', 'Brit'] })).displayName).toBe('Britta')
  })

  test('names with control characters, or none, are refused', () => {
    expect(() => personOf(identity({}, { nameId: '' }))).toThrow(/cannot be a subject/)
    for (const nameId of [' ', 'a\nb', 'admin\u202e', 'x'.repeat(256)])
      expect(() => personOf(identity({}, { nameId }))).toThrow(/cannot be a user name/)
  })
})
