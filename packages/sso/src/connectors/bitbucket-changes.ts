import { expect, messageOf } from './answer.ts'
import type { Connector } from './connector.ts'
import { connectorProblem } from './problems.ts'
import type { Rest, RestCall, RestTarget } from './rest.ts'

const admin = 'api/latest/admin'

/** What is changed in Bitbucket's accounts (bitbucket.md 2.1). */
export function bitbucketChanges(
  rest: Rest,
  target: RestTarget,
  findAccount: Connector['findAccount'],
): Pick<Connector, 'createAccount' | 'addToGroups' | 'removeFromGroup' | 'changeDetails' | 'renameAccount'> {
  const change = async (call: RestCall, good: readonly number[] = [200, 204]) =>
    expect(target, call, await rest(call), good)
  return {
    createAccount: (of) => create(rest, target, of),
    addToGroups: (userName, groups) => addToGroups(rest, target, userName, groups),
    async removeFromGroup(userName, group) {
      const json = { context: userName, itemName: group }
      // 404: neither of them is there, so that nobody is in it.
      await change({ method: 'POST', path: `${admin}/users/remove-group`, json }, [200, 204, 404])
    },
    async changeDetails({ userName, displayName, emailAddress }) {
      const json = { name: userName, displayName, email: emailAddress }
      await change({ method: 'PUT', path: `${admin}/users`, json })
    },
    async renameAccount(userName, to) {
      const { key = '' } = (await findAccount(userName)) ?? {}
      const call: RestCall = {
        method: 'POST',
        path: `${admin}/users/rename`,
        json: { name: userName, newName: to },
      }
      const answer = await rest(call)
      // It was renamed by a call whose answer was lost: then the same account, not another one, has the new name.
      const done = answer.status === 404 && key !== '' && (await findAccount(to))?.key === key
      if (!done) expect(target, call, answer, [200])
    },
  }
}

async function create(
  rest: Rest,
  target: RestTarget,
  of: Parameters<Connector['createAccount']>[0],
): Promise<{ readonly made: boolean }> {
  const call: RestCall = {
    method: 'POST',
    path: `${admin}/users`,
    // Query parameters, the password too: this call has no body.
    query: {
      name: of.userName,
      displayName: of.displayName,
      emailAddress: of.emailAddress,
      password: of.password,
      addToDefaultGroup: String(of.toDefaultGroup),
    },
  }
  const answer = await rest(call)
  if (answer.status === 409) return { made: false }
  if (answer.status === 403 && !/basic auth/i.test(messageOf(answer.json))) {
    const message = messageOf(answer.json)
    throw connectorProblem('application-full', { address: target.baseUrl, userName: of.userName, message })
  }
  expect(target, call, answer, [204, 200, 201])
  return { made: true }
}

async function addToGroups(
  rest: Rest,
  target: RestTarget,
  userName: string,
  groups: readonly string[],
): Promise<void> {
  if (groups.length === 0) return
  const call: RestCall = {
    method: 'POST',
    path: `${admin}/users/add-groups`,
    json: { user: userName, groups },
  }
  const answer = await rest(call)
  if (answer.status === 404) {
    const message = messageOf(answer.json)
    throw connectorProblem('application-group-missing', {
      address: target.baseUrl,
      userName,
      groups,
      message,
    })
  }
  expect(target, call, answer, [200, 204])
}
