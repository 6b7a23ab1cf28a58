import { withQuery } from '../frame/index.ts'

export const groupsPath = '/admin/groups'

export const groupPath = (name: string, done?: string): string =>
  withQuery(`${groupsPath}/view`, { name, ...(done ? { done } : {}) })

/** What a redirect confirms, by the word in its address. */
export const doneWords: Readonly<Record<string, string>> = {
  created: 'The group was created.',
  joined: 'The user was added to the group.',
  left: 'The user was removed from the group.',
  deleted: 'The group was deleted.',
}
