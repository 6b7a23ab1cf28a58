import { randomBytes } from 'node:crypto'
import { readLogoutRequest, readSigningKey, verifyResponse, writeLogoutRequest } from '@postern/saml'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSigningCertificate } from '../certificates/make-signing-certificate.ts'
import { plain, usualClaims } from '../claims/configuration.ts'
import { responseAbout } from './response.ts'

function isText(text: string): boolean {
  return Array.from(text).every((letter) => {
    const code = letter.codePointAt(0) ?? 0
    const isBlank = code === 9 || code === 10 || code === 13
    return isBlank || (code >= 32 && code < 0xd800) || (code > 0xdfff && code !== 0xfffe && code !== 0xffff)
  })
}

/** Texts made of what could become markup, and of what XML can carry otherwise. */
const hostile = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          "'",
          ']]>',
          '<!--',
          '-->',
          '&lt;',
          '&#60;',
          '\n',
          '\r',
          '\t',
          ' ',
          '</AttributeValue><AttributeValue>',
          '<?x?>',
          'ä',
          '𝄞',
        ),
        { minLength: 1, maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  )
  // What XML 1.0 has no way to write is refused where it is typed.
  .filter(isText)

const made = await makeSigningCertificate(Date.now(), randomBytes)
const key = readSigningKey(made.privateKey, made.certificate)

test('whatever a person, a group, a role or a claim is called comes back as it was, and as nothing else', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 8, maxLength: 8 }), (texts) => {
      const [displayName, upn, surname, groupId, role, claim, value, nameId] = texts as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
      const name = `urn:x:${claim.trim()}`
      const configuration = {
        nameId: { format: 'unspecified' as const, ...plain(nameId) },
        claims: [...usualClaims.claims, { name, namespace: '', ...plain(value) }],
        groups: { ...usualClaims.groups, which: 'all' as const },
      }
      const user = {
        id: 'object-id',
        displayName,
        userPrincipalName: upn,
        surname,
        givenName: undefined,
        mail: undefined,
        enabled: true,
        createdAt: 0,
      }
      const { xml } = responseAbout(
        {
          person: { user, authenticatedAt: Date.now(), multiFactor: false, session: '' },
          claims: configuration,
          subject: {
            user,
            pairwiseId: 'x',
            groups: [{ id: groupId, displayName }],
            assignedGroups: new Set(),
            roles: [role],
            directoryRoles: [],
          },
          audience: `urn:${value}:`,
          replyUrl: 'https://sp.example/acs',
          classRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
          tenant: { id: 'tenant', entityId: 'https://idp.example/tenant/' },
          protection: { sign: { key, option: 'both' } },
        },
        { now: Date.now(), random: randomBytes },
      )
      const { value: read } = verifyResponse(Buffer.from(xml), [key.certificate])
      const attributes = Object.fromEntries(
        (read.assertion?.attributes ?? []).map((one) => [one.name.split('/').at(-1), one.values]),
      )
      const own = read.assertion?.attributes.find((one) => one.name === name)
      expect(read.assertion?.nameId?.value).toBe(nameId)
      expect(own?.values).toEqual([value])
      expect(read.assertion?.conditions?.audienceRestrictions).toEqual([[`urn:${value}:`]])
      expect(attributes.displayname).toEqual([displayName])
      expect(attributes.surname).toEqual([surname])
      expect(attributes.groups).toEqual([groupId])
      expect(attributes.role).toEqual([role])
      expect(read.assertion?.attributes).toHaveLength(10)
    }),
    { numRuns: 150 },
  )
}, 60_000)

test('what somebody is called comes back as it was from a LogoutRequest, and the request has nothing else in it', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const said = {
        id: '_1',
        issueInstant: 0,
        issuer: 'https://idp.example/tenant/',
        sessionIndexes: ['_2'],
      }
      const xml = writeLogoutRequest({ ...said, nameId: { value: name } })
      expect(readLogoutRequest(Buffer.from(xml))).toMatchObject({
        nameId: { value: name },
        sessionIndexes: ['_2'],
        signaturePresent: false,
      })
    }),
  )
})
