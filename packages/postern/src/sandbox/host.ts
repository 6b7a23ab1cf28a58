import { startProblem } from '../start/problems.ts'
import type { TestAccount } from '../start/record.ts'
import { Visitor } from './visitor.ts'

const page = '/admin/authentication-methods/basic'
const step = 'Allowing basic authentication at the Bitbucket host'

/**
 * Lets the account of the SSO service send Basic authentication, where the host plays a Bitbucket that refuses it: what the
 * SSO service would ask its administrator for.
 */
export async function allowBasic(server: string, { userName, password }: TestAccount): Promise<void> {
  const visitor = new Visitor(server)
  const { text } = await visitor.get('/rest/api/latest/application-properties')
  if (Number(/"version":"(\d+)/.exec(text)?.[1] ?? 0) < 10) return
  const at = (path: string) => new URL(path, server)
  await visitor.post(at('/j_atl_security_check'), { j_username: userName, j_password: password })
  const asked = await visitor.get('/websudo')
  const token = /name="atl_token"[^>]*value="([^"]+)"/.exec(asked.text)?.[1]
  if (!token)
    throw startProblem('sandbox-failed', { step, why: `/websudo answered ${asked.status} without a form.` })
  await visitor.post(at('/websudo'), { atl_token: token, j_password: password, next: '/admin' })
  await visitor.send(step, page, { users: userName })
}
