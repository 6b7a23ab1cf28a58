import type { ServerResponse } from 'node:http'

/** Why a git client is not answered. The text is what it prints after `remote:` (bitbucket.md 4). */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 503
  readonly text: string
}

const said = (status: Refusal['status'], ...lines: readonly string[]): Refusal => ({
  status,
  text: `${lines.join('\n')}\n`,
})

export const refusals = {
  anonymous: said(401, 'Authentication required.', 'Send an access token in the place of a password.'),
  wrong: said(401, 'Authentication failed. Please check your credentials and try again.'),
  unlicensed: said(
    403,
    'You are not permitted to log in.',
    'An administrator must grant you Bitbucket User first.',
  ),
  limited: said(
    403,
    'There were too many failed attempts to log in with this username.',
    'Wait some minutes, then try again.',
  ),
  'basic-blocked': said(
    403,
    'Basic Authentication has been disabled on this instance.',
    'Use an access token in the place of the password.',
  ),
  missing: said(
    404,
    'Repository not found',
    'The requested repository does not exist, or you do not have permission to access it.',
  ),
  'read-only': said(
    403,
    'You are not permitted to push to this repository.',
    'It takes the permission REPO_WRITE.',
  ),
  archived: said(403, 'This repository is archived. Nothing can be pushed to it.'),
  licence: said(
    403,
    'Nothing can be pushed: there are more users than the licence allows.',
    'Tell an administrator of Bitbucket.',
  ),
  address: said(404, 'There is no git repository at this address, or the client is too old for it.'),
  busy: said(503, 'Bitbucket is under heavy load: too many git operations run at once.', 'Try again soon.'),
} as const

/** Never a page and never a redirect: git follows one, and shows the other as noise. */
export function sendRefusal(response: ServerResponse, { status, text }: Refusal): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 401 ? { 'www-authenticate': 'Basic realm="Atlassian Bitbucket"' } : {}),
    ...(status === 503 ? { 'retry-after': '10' } : {}),
    // What the client may still be sending is not read.
    connection: 'close',
  })
  response.end(text)
}
