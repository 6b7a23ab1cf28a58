import { Problem } from '@postern/saml/problem'
import { signInProblem } from './problems.ts'

/**
 * What the core refuses to read is, to an application, one thing: not a valid message, AADSTS75005, or not a valid request to
 * sign out. The cause says which rule.
 */
export function readAsEntra<T>(work: () => T, code: 'AADSTS75005' | 'AADSTS50061' = 'AADSTS75005'): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code.startsWith('AADSTS')) throw error
    if (error.code === 'message-id') {
      throw signInProblem('AADSTS7500529', { id: String(error.facts.value) }, { cause: error })
    }
    throw signInProblem(code, { why: error.message }, { cause: error })
  }
}
