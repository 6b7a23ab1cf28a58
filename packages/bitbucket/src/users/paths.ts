import { withQuery } from '../frame/index.ts'

export const usersPath = '/admin/users'

/** The page of one user, by its name in the query as names may hold anything. */
export const userPath = (name: string, done?: string): string =>
  withQuery(`${usersPath}/view`, { name, ...(done ? { done } : {}) })

/** What a redirect confirms, by the word in its address. */
export const doneWords: Readonly<Record<string, string>> = {
  created: 'The user was created.',
  saved: 'The details were saved.',
  renamed: 'The username was changed.',
  password: 'The password was changed, and the user is logged out everywhere.',
  joined: 'The user was added to the group.',
  left: 'The user was removed from the group.',
  deleted: 'The user was deleted.',
}
