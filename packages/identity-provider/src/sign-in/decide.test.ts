import { expect, test } from 'vitest'
import { decide } from './decide.ts'

const person = {
  user: {
    id: 'u',
    displayName: 'B.Simon',
    userPrincipalName: 'B.Simon@contoso.example',
    givenName: undefined,
    surname: undefined,
    mail: undefined,
    enabled: true,
    createdAt: 0,
  },
  authenticatedAt: 100,
  multiFactor: false,
  session: 's',
}
const none = { forceAuthn: false, isPassive: false, loginHint: undefined }

test.each([
  ['nobody is asked', none, { person: undefined }, 'sign-in'],
  ['nobody, passive', { ...none, isPassive: true }, { person: undefined }, 'no-passive'],
  ['a session suffices', none, {}, 'answer'],
  ['another account is wanted', none, { other: true }, 'sign-in'],
  ['force, session from before', { ...none, forceAuthn: true }, { askedAt: 101 }, 'sign-in'],
  ['force, just come', { ...none, forceAuthn: true }, {}, 'sign-in'],
  ['force, password since', { ...none, forceAuthn: true }, { askedAt: 100 }, 'answer'],
  ['force and passive', { ...none, forceAuthn: true, isPassive: true }, {}, 'no-passive'],
  ['hint of the same person', { ...none, loginHint: ' b.simon@CONTOSO.example' }, {}, 'answer'],
  ['hint of another', { ...none, loginHint: 'x@contoso.example' }, { askedAt: 101 }, 'sign-in'],
  ['hint of another, password since', { ...none, loginHint: 'x@contoso.example' }, { askedAt: 99 }, 'answer'],
  ['hint of another, passive', { ...none, loginHint: 'x', isPassive: true }, {}, 'no-passive'],
] as const)('%s', (_name, wishes, of, next) => {
  expect(decide(wishes, { person, askedAt: undefined, other: false, ...of })).toBe(next)
})
