import { randomBytes } from 'node:crypto'
import { nameIdFormats } from '@postern/saml'
import { expect, test } from 'vitest'
import { type ClaimsConfiguration, type Condition, plain, usualClaims } from './configuration.ts'
import { claimsOf, missingSourceOf, nameIdOf, valuesFor } from './evaluate.ts'
import type { Subject } from './subject.ts'
import { faultOfReplacement, kinds } from './transformations.ts'

const user = {
  id: 'object-id',
  displayName: 'B.Simon',
  userPrincipalName: 'B.Simon_12@contoso.example',
  givenName: 'Britta',
  surname: 'Simon',
  mail: 'b@contoso.example',
  enabled: true,
  createdAt: 0,
}
const subject: Subject = {
  user,
  pairwiseId: 'opaque',
  groups: [],
  assignedGroups: new Set(),
  roles: [],
  directoryRoles: [],
}
const issuing = { tenant: { id: 'tenant', entityId: 'https://idp.example/tenant/' } }
const namesOf = (of: Subject, configuration = usualClaims) =>
  claimsOf(configuration, of, issuing).map(({ name }) => name)
const group = (n: number) => ({ id: `group-${String(n).padStart(3, '0')}`, displayName: `team ${n}` })
const withGroups = (count: number) => ({
  ...subject,
  groups: Array.from({ length: count }, (_, n) => group(n)),
})
const groupsOf = (of: Partial<ClaimsConfiguration['groups']>, who: Subject) => {
  const configuration = { ...usualClaims, groups: { ...usualClaims.groups, ...of } }
  return claimsOf(configuration, who, issuing).filter(({ name }) => /groups|role|wids|team/.test(name))
}

test('claims come in the order seen on the wire', () => {
  const who = { ...withGroups(1), roles: ['admin'] }
  const all = { ...usualClaims, groups: { ...usualClaims.groups, which: 'all' as const } }
  expect(namesOf(who, all)).toEqual([
    'http://schemas.microsoft.com/identity/claims/tenantid',
    'http://schemas.microsoft.com/identity/claims/objectidentifier',
    'http://schemas.microsoft.com/identity/claims/displayname',
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
    'http://schemas.microsoft.com/identity/claims/identityprovider',
    'http://schemas.microsoft.com/claims/authnmethodsreferences',
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  ])
})

test('a claim whose source is empty is left out', () => {
  const bare = { ...subject, user: { ...user, givenName: undefined, surname: undefined, mail: undefined } }
  expect(namesOf(bare)).toHaveLength(6)
})

test('150 groups are sent, and of 151 the link', () => {
  expect(groupsOf({ which: 'all' }, withGroups(150))[0]?.values).toHaveLength(150)
  expect(groupsOf({ which: 'all' }, withGroups(151))).toEqual([
    {
      name: 'http://schemas.microsoft.com/claims/groups.link',
      values: ['https://idp.example/tenant/users/object-id/getMemberObjects'],
    },
  ])
})

test('groups assigned to the application, by name, filtered, under another name, and as roles', () => {
  const who = {
    ...withGroups(200),
    assignedGroups: new Set(['group-007', 'group-017', 'group-020']),
    roles: ['own'],
  }
  const assigned = { which: 'assigned' as const }
  expect(groupsOf(assigned, who)[0]?.values).toEqual(['group-007', 'group-017', 'group-020'])
  const filter = { match: 'suffix' as const, text: '7' }
  const named = {
    ...assigned,
    value: 'display-name' as const,
    filter,
    name: 'teams',
    namespace: 'https://x/',
  }
  expect(groupsOf(named, who)[0]).toEqual({ name: 'https://x/teams', values: ['team 7', 'team 17'] })
  const [roles, ...none] = groupsOf({ ...assigned, emitAsRoles: true }, who)
  expect(roles?.name).toMatch(/\/role$/)
  expect(roles?.values).not.toContain('own')
  expect(none).toEqual([])
})

test('directory roles are template ids', () => {
  const who = { ...subject, directoryRoles: ['62e90394'] }
  expect(groupsOf({ which: 'directory-roles' }, who)).toEqual([
    { name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids', values: ['62e90394'] },
  ])
})

const transform = (input: string, kind: string, parameters: Record<string, string> = {}) =>
  valuesFor({ source: { from: input, transformations: [{ kind, parameters }] }, conditions: [] }, subject)[0]

test.each([
  ['ExtractMailPrefix', 'user.mail', {}, 'b'],
  ['Join', 'user.givenname', { separator: '.', output: 'user.surname' }, 'Britta.Simon'],
  ['ToLowercase', 'user.surname', {}, 'simon'],
  ['ToUppercase', 'user.surname', {}, 'SIMON'],
  ['Contains', 'user.mail', { value: '@contoso', output: 'inside', otherwise: 'outside' }, 'inside'],
  ['Contains', 'user.mail', { value: 'fabrikam', output: 'inside', otherwise: 'user.surname' }, 'Simon'],
  ['Contains', 'user.mail', { value: 'fabrikam', output: 'inside', otherwise: '' }, undefined],
  ['EndWith', 'user.mail', { value: '.example', output: 'yes', otherwise: '' }, 'yes'],
  ['StartWith', 'user.mail', { value: 'c', output: 'yes', otherwise: 'no' }, 'no'],
  ['Extract, after matching', 'user.mail', { value: '@' }, 'contoso.example'],
  ['Extract, before matching', 'user.mail', { value: '@' }, 'b'],
  ['Extract, between matching', 'user.mail', { value: '@', end: '.' }, 'contoso'],
  ['Extract, after matching', 'user.mail', { value: 'zzz' }, undefined],
  ['ExtractAlpha, prefix', 'BSimon_123', {}, 'BSimon'],
  ['ExtractAlpha, suffix', '123_Simön', {}, 'Simön'],
  ['ExtractNumeric, prefix', '123_BSimon', {}, '123'],
  ['ExtractNumeric, suffix', 'BSimon_123', {}, '123'],
  ['IfEmpty', 'user.jobtitle', { output: 'user.mail' }, 'b@contoso.example'],
  ['IfEmpty', 'user.surname', { output: 'user.mail' }, 'Simon'],
  ['IfNotEmpty', 'user.jobtitle', { output: 'user.mail', otherwise: 'none' }, 'none'],
  ['IfNotEmpty', 'user.surname', { output: 'user.mail', otherwise: 'none' }, 'b@contoso.example'],
  ['Substring, fixed length', 'a𝄞bcd', { start: '1', length: '2' }, '𝄞b'],
  ['Substring, end of string', 'abcd', { start: '2' }, 'cd'],
  [
    'RegexReplace',
    'user.mail',
    { pattern: '(?<who>.+)@(?<where>[^.]+)', replacement: '{where}\\{who} {x}', otherwise: '' },
    'contoso\\b {x}',
  ],
  [
    'RegexReplace',
    'user.mail',
    {
      pattern: '^(?<who>.+)@',
      replacement: '{who}.{user.surname}.{user.nobody}{constructor}',
      otherwise: '',
    },
    'b.Simon.{user.nobody}{constructor}',
  ],
  [
    'RegexReplace',
    'user.mail',
    { pattern: '^(?<who>.+)@', replacement: '{who}.{user.jobtitle}', otherwise: 'user.surname' },
    'Simon',
  ],
  ['RegexReplace', 'user.mail', { pattern: '^x', replacement: 'y', otherwise: 'user.surname' }, 'Simon'],
])('%s of %s with %o is %o', (kind, from, parameters, result) => {
  expect(transform(from, kind, parameters)).toBe(result)
})

test('every transformation leaves what is empty empty unless it gives a value', () => {
  for (const { name, parameters } of kinds) {
    const given = Object.fromEntries(parameters.map((of) => [of.name, of.isNumber ? '1' : '']))
    expect(transform('user.jobtitle', name, given), name).toBeUndefined()
  }
})

test('sources that Entra takes from Active Directory, and a mail nickname that nobody typed', () => {
  const who = {
    ...subject,
    user: { ...user, attributes: { onPremisesSamAccountName: 'bs', extensionAttribute7: 'x' } },
  }
  const of = (from: string) => valuesFor(plain(from), who)
  expect(of('user.onpremisessamaccountname')).toEqual(['bs'])
  expect(of('user.extensionattribute7')).toEqual(['x'])
  expect(of('user.extensionattribute8')).toEqual([])
  expect(of('user.mailnickname')).toEqual(['B.Simon_12'])
})

test('half of what is joined is nothing: it would be the name of everybody who lacks the other half', () => {
  expect(transform('user.jobtitle', 'Join', { output: 'contoso.example' })).toBeUndefined()
  expect(transform('user.mail', 'Join', { separator: '.', output: 'user.jobtitle' })).toBeUndefined()
})

test.each([
  ['{user.mail}{user.city}{user.state}{user.country}{user.surname}{user.mail}{x}', undefined],
  ['{user.mail}{user.city}{user.state}{user.country}{user.surname}{user.jobtitle}', 'at most 5'],
  ['{user.nobody}', 'there is no attribute user.nobody'],
])('a replacement of %s: %s', (replacement, fault) => {
  const said = faultOfReplacement(replacement)
  expect(said === undefined ? undefined : said.includes(fault ?? '')).toBe(
    fault === undefined ? undefined : true,
  )
})

test('a pattern that would hang a backtracking engine ends at once', () => {
  const began = performance.now()
  expect(
    transform(`${'a'.repeat(400)}!`, 'RegexReplace', { pattern: '^(a+)+$', replacement: 'x' }),
  ).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(1000)
})

test('two transformations follow each other', () => {
  const source = {
    from: 'user.mail',
    transformations: [
      { kind: 'ExtractMailPrefix', parameters: {} },
      { kind: 'Join', parameters: { separator: '@', output: 'new.example' } },
    ],
  }
  expect(valuesFor({ source, conditions: [] }, subject)).toEqual(['b@new.example'])
})

test('of the conditions that hold the last one counts', () => {
  const condition = (userType: Condition['userType'], groups: string[], from: string): Condition => ({
    userType,
    groups,
    source: { from, transformations: [] },
  })
  const rule = {
    ...plain('user.mail'),
    conditions: [
      condition('Member', [], 'member'),
      condition('Any', ['group-001'], 'in one'),
      condition('Guest', [], 'guest'),
    ],
  }
  const value = (of: Partial<Subject>) => valuesFor(rule, { ...subject, ...of })[0]
  expect(value({})).toBe('member')
  expect(value(withGroups(2))).toBe('in one')
  const guest = { ...user, userType: 'Guest' as const }
  expect(value({ ...withGroups(2), user: guest })).toBe('guest')
  expect(valuesFor({ ...rule, conditions: rule.conditions.slice(1, 2) }, subject)[0]).toBe(
    'b@contoso.example',
  )
})

const nameId = (of: Partial<ClaimsConfiguration['nameId']>, asked?: string) =>
  nameIdOf({ ...usualClaims, nameId: { ...usualClaims.nameId, ...of } }, subject, {
    asked,
    random: randomBytes,
  })

test('the NameID is as configured unless another format is asked for', () => {
  const upn = user.userPrincipalName
  expect(nameId({})).toEqual({ format: nameIdFormats.emailAddress, value: upn })
  const mail = { format: 'unspecified' as const, ...plain('user.objectid') }
  expect(nameId(mail)).toEqual({ format: nameIdFormats.unspecified, value: 'object-id' })
  expect(nameId(mail, nameIdFormats.unspecified).value).toBe('object-id')
  expect(nameId(mail, nameIdFormats.emailAddress)).toEqual({ format: nameIdFormats.emailAddress, value: upn })
  expect(nameId(mail, nameIdFormats.persistent)).toEqual({
    format: nameIdFormats.persistent,
    value: 'opaque',
  })
  expect(nameId({}, nameIdFormats.transient).value).toMatch(/^[\w-]{43}$/)
  expect(nameId(plain('user.objectid'))).toEqual({ format: nameIdFormats.unspecified, value: 'object-id' })
})

test('a NameID that a transformation makes nothing of is the opaque one', () => {
  const transformations = [{ kind: 'Extract, after matching', parameters: { value: 'zzz' } }]
  const of = { source: { from: 'user.mail', transformations }, conditions: [] }
  expect(nameId(of)).toEqual({ format: nameIdFormats.persistent, value: 'opaque' })
  expect(missing(of)).toBeUndefined()
})

const missing = (of: Partial<ClaimsConfiguration['nameId']>, asked?: string) =>
  missingSourceOf({ ...usualClaims, nameId: { ...usualClaims.nameId, ...of } }, subject, asked)

test('a NameID whose source is empty is told apart, unless it is made of something else', () => {
  const of = plain('user.jobtitle')
  expect(missing(of)).toBe('user.jobtitle')
  expect(missing(of, nameIdFormats.emailAddress)).toBe('user.jobtitle')
  expect(missing(of, nameIdFormats.persistent)).toBeUndefined()
  expect(missing({})).toBeUndefined()
  const given = (kind: string, output: string) => ({
    source: { from: 'user.jobtitle', transformations: [{ kind, parameters: { output } }] },
    conditions: [],
  })
  expect(missing(given('IfEmpty', 'user.mail'))).toBeUndefined()
  expect(missing(given('Join', 'contoso.example'))).toBe('user.jobtitle')
  const condition = { userType: 'Member' as const, groups: [], source: of.source }
  expect(missing({ ...plain('user.mail'), conditions: [condition] })).toBe('user.jobtitle')
})
