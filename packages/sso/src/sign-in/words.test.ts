import { expect, test } from 'vitest'
import { claimProblem } from '../account-rules/problems.ts'
import { accountProblem } from '../accounts/problems.ts'
import { openidProblem } from '../openid-provider/problems.ts'
import { signInProblem } from './problems.ts'
import { told } from './words.ts'

const generic = told('audience-unheard-of', 'Contoso').what
/** Told in general words: what was sent could not be read, or it is a page of the console. */
const inGeneral = [
  'post-type',
  'post-parameter',
  'session-over',
  'account-missing',
  'decision-missing',
  'decision-over',
]

const catalogues = [signInProblem, accountProblem, claimProblem]
const codes = catalogues.flatMap(({ catalogue }) => Object.keys(catalogue))

test.each(codes.filter((code) => !inGeneral.includes(code)))('%s has words of its own', (code) => {
  expect(told(code, 'Contoso').what).not.toBe(generic)
})

test('what the application failed at is not blamed on the identity provider', () => {
  expect(told('application-unreachable', 'Contoso').what).not.toContain('Contoso')
  expect(openidProblem.catalogue['interaction-unknown']).toBeDefined()
  expect(told('interaction-unknown', 'Contoso').again).toBe(true)
})
