import type { Failure, Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'

interface ErrorMessage {
  readonly context: string | null
  readonly message: string
  readonly exceptionName: string | null
}

const statusOf: Readonly<Record<string, 401>> = {
  'content-refused': 401,
  'not-permitted': 401,
  'websudo-required': 401,
  'credentials-wrong': 401,
}

const exceptionNames: Readonly<Record<string, string>> = {
  'not-permitted': 'com.atlassian.bitbucket.AuthorisationException',
  'websudo-required': 'com.atlassian.bitbucket.AuthorisationException',
  'credentials-wrong': 'com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException',
  'content-refused': 'com.atlassian.bitbucket.AuthorisationException',
  'project-missing': 'com.atlassian.bitbucket.project.NoSuchProjectException',
  'repository-missing': 'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
  'repository-empty': 'com.atlassian.bitbucket.repository.NoDefaultBranchException',
  'ref-missing': 'com.atlassian.bitbucket.commit.NoSuchCommitException',
  'path-missing': 'com.atlassian.bitbucket.content.NoSuchPathException',
  'project-exists': 'com.atlassian.bitbucket.project.ProjectKeyAlreadyExistsException',
  'project-not-empty': 'com.atlassian.bitbucket.IntegrityException',
  'repository-exists': 'com.atlassian.bitbucket.repository.DuplicateRepositoryException',
  'user-missing': 'com.atlassian.bitbucket.user.NoSuchUserException',
  'group-missing': 'com.atlassian.bitbucket.user.NoSuchGroupException',
}

export const jsonType = 'application/json;charset=UTF-8'

/** JSON with the content type that Bitbucket states. */
export function json(
  web: Web,
  value: unknown,
  status: 200 | 201 | 202 | 400 | 401 | 403 | 404 | 409 | 429 | 500 = 200,
) {
  return web.body(JSON.stringify(value), status, { 'content-type': jsonType })
}

/** The answer to a REST call that failed; never a redirect, never a page (bitbucket.md 2.0: lack of permission is 401). */
export function restFailure(web: Web, failure: Failure): Response {
  const status = statusOf[failure.code] ?? failure.status
  if (failure.code === 'credentials-wrong') {
    // Only to those who sent Basic: to others a browser would open its own dialog.
    web.header('www-authenticate', 'Basic realm="Atlassian Bitbucket"')
  }
  if (failure.code === 'credentials-limited') {
    const login = new URL('/login', web.var.world.settings.publicUrl).href
    web.header('x-authentication-denied-reason', `CAPTCHA_CHALLENGE; login-url=${login}`)
  }
  const errors = messagesOf(failure)
  const flat = /^\/rest\/(?:authconfig|basicauth|tsv)\//.test(web.req.path)
  return json(web, flat ? { message: errors.map((error) => error.message).join(' ') } : { errors }, status)
}

function messagesOf({ problem, code, reference }: Failure): readonly ErrorMessage[] {
  const exceptionName = exceptionNames[code] ?? null
  if (!problem) {
    const message = `An error occurred while processing the request. Reference ${reference}.`
    return [{ context: null, message, exceptionName }]
  }
  const fields = listFact(problem, 'fields')
  const messages = listFact(problem, 'messages')
  if (fields.length === 0) return [{ context: null, message: problem.message, exceptionName }]
  return fields.map((context, n) => ({
    context,
    message: messages[n] ?? problem.message,
    exceptionName,
  }))
}

function listFact(problem: Problem, name: string): readonly string[] {
  const fact = problem.facts[name]
  return Array.isArray(fact) ? fact : []
}
