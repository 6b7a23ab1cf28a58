import type { Identity } from '@postern/saml'
import { expect, test } from 'vitest'
import { activityId } from '../activity/activity.ts'
import { usualChoices } from '../connections/choices.ts'
import { connectionId } from '../connections/connection.ts'
import type { Begun } from './begun.ts'
import { judgeFresh, judgeSession } from './freshness.ts'
import type { ReturnTo } from './sign-in.ts'

const minute = 60_000
const begunAt = Date.parse('2026-11-25T09:00:00Z')
const skew = 3 * minute
const asks = { clockSkewSeconds: 180, choices: usualChoices }
const identity = (times: Pick<Partial<Identity>, 'authnInstant' | 'sessionNotOnOrAfter'>): Identity => ({
  issuer: 'https://sts.windows.net/1/',
  nameId: 'B.Simon@contoso.example',
  attributes: new Map(),
  assertionId: '_1',
  notOnOrAfter: begunAt + 60 * minute,
  ...times,
})
const begun = (fresh: boolean, returnTo: ReturnTo = { to: 'entrance' }): Begun => ({
  by: 'this-browser',
  signIn: {
    id: 'a',
    requestId: '_2',
    connectionId: connectionId('1'),
    returnTo,
    binder: 'b',
    fresh,
    activityId: activityId('c'),
    begunAt,
    expiresAt: begunAt + 15 * minute,
  },
})

test.each([
  [begunAt + minute, 'passed'],
  [begunAt - skew, 'passed'],
  [begunAt - skew - 1, 'refused'],
  [undefined, 'refused'],
] as const)('a fresh sign-in at %s is %s', (authnInstant, verdict) => {
  const of = identity(authnInstant === undefined ? {} : { authnInstant })
  expect(judgeFresh(of, begun(true), asks).check.verdict).toBe(verdict)
})

test('where it was not asked for, an old sign-in is as good', () => {
  const old = identity({ authnInstant: 1 })
  expect(judgeFresh(old, begun(false), asks).check.verdict).toBe('not judged')
  expect(judgeFresh(old, { by: 'identity-provider' }, asks).check.verdict).toBe('not judged')
})

test.each([
  [undefined, 'not judged'],
  [begunAt + 1, 'passed'],
  [begunAt, 'refused'],
] as const)('a session that the identity provider ends at %s is %s', (end, verdict) => {
  const of = identity(end === undefined ? {} : { sessionNotOnOrAfter: end })
  expect(judgeSession(of, begunAt).check.verdict).toBe(verdict)
})

test('a test that asked anew by itself is not refused; one of a connection that always asks is', () => {
  const old = identity({ authnInstant: begunAt - 60 * minute })
  const tested = begun(true, { to: 'test' })
  expect(judgeFresh(old, tested, asks).check.verdict).toBe('not judged')
  const always = { ...asks, choices: { ...usualChoices, forceAuthn: true } }
  expect(judgeFresh(old, tested, always).check.verdict).toBe('refused')
})
