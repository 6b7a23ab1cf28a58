import type { Answered, restOf } from './rest.ts'
import { basic, query } from './rest.ts'

type Rest = ReturnType<typeof restOf>

/** Makes what a suite about projects needs, through REST. */
export function contentOf({ rest }: Rest) {
  const api = '/rest/api/latest'
  const must = (answered: Answered): Answered => {
    if (answered.status >= 300) throw new Error(JSON.stringify(answered.body))
    return answered
  }
  return {
    makeProject: async (key: string, more: object = {}) =>
      must(await rest('POST', `${api}/projects`, { json: { key, name: `Project ${key}`, ...more } })),
    makeRepository: async (key: string, name: string, more: object = {}) =>
      must(
        await rest('POST', `${api}/projects/${key}/repos`, {
          json: { name, defaultBranch: 'main', ...more },
        }),
      ),
    /** `place`: `ACME` or `ACME/repos/shop`. */
    grant: async (place: string, name: string, permission: string) =>
      must(await rest('PUT', `${api}/projects/${place}/permissions/users${query({ name, permission })}`)),
    /** The text of a fresh token, of the user whose password is `pass word` unless told. */
    makeToken: async (user: string, permissions: readonly string[], more: object = {}): Promise<string> => {
      const made = must(
        await rest('PUT', `/rest/access-tokens/latest/users/${user}`, {
          as: basic(user, 'pass word'),
          json: { name: 'for git', permissions, ...more },
        }),
      )
      return (made.body as { token: string }).token
    },
  }
}
