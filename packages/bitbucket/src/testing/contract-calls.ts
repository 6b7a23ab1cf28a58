import { administrator } from './host.ts'
import { query } from './rest.ts'

/**
 * Where we differ from the document on purpose, and why: it is made by a machine and knows less than what instances were
 * recorded to send. Anything else is a failure.
 */
export const explained: readonly (readonly [RegExp, string])[] = [
  [/has isDefault/, 'recorded so; the document says default, and no instance was seen to'],
  [/has (?:latestChangeset|hash)/, 'recorded so'],
  [/has (?:links|scope)/, 'links are in every recorded answer; the document marks them write-only'],
  [
    /has (?:permissions|expiryDate|lastAuthenticated|user)/,
    'in the pages of HTTP access tokens; the document forgets them',
  ],
  [/^get \/api\/latest\/users {2}has/, 'the document forgets the page around the users'],
  [
    /the code 409 is not documented/,
    'an archived repository and a branch that exists have no code of their own',
  ],
]

export const api = '/api/latest'
const project = `${api}/projects/{projectKey}`
const repository = `${project}/repos/{repositorySlug}`
const admin = `${api}/admin`
const tokens = '/access-tokens/latest'

export type Row = readonly [method: string, template: string, path: string, status: number, body?: unknown]

/** Each call of issue and reference, good and bad, in an order in which they can be made. */
export const contractCalls: readonly Row[] = [
  ['get', `${api}/application-properties`, '', 200],
  ['get', `${admin}/users`, '?limit=2', 200],
  [
    'post',
    `${admin}/users`,
    query({ name: 'c', displayName: 'C', emailAddress: 'c@example.com', password: 'long enough' }),
    204,
  ],
  [
    'post',
    `${admin}/users`,
    query({ name: 'c', displayName: 'C', emailAddress: 'c@example.com', password: 'long enough' }),
    409,
  ],
  [
    'post',
    `${admin}/users`,
    query({ name: '', displayName: '', emailAddress: 'x', password: 'long enough' }),
    400,
  ],
  ['put', `${admin}/users`, '', 200, { name: 'c', displayName: 'Cee', email: 'cee@example.com' }],
  ['put', `${admin}/users`, '', 404, { name: 'nobody', displayName: 'x', email: 'x@example.com' }],
  ['post', `${admin}/users/rename`, '', 200, { name: 'c', newName: 'cee' }],
  [
    'put',
    `${admin}/users/credentials`,
    '',
    204,
    { name: 'cee', password: 'long enough', passwordConfirm: 'long enough' },
  ],
  ['get', `${api}/users`, '', 200],
  ['get', `${api}/users/{userSlug}`, 'cee', 200],
  ['get', `${api}/users/{userSlug}`, 'nobody', 404],
  ['post', `${admin}/groups`, '?name=developers', 200],
  ['post', `${admin}/groups`, '?name=developers', 409],
  ['get', `${admin}/groups`, '', 200],
  ['get', `${api}/groups`, '', 200],
  ['post', `${admin}/users/add-groups`, '', 200, { user: 'cee', groups: ['developers'] }],
  ['post', `${admin}/users/add-groups`, '', 404, { user: 'cee', groups: ['nothing'] }],
  ['get', `${admin}/groups/more-members`, '?context=developers', 200],
  ['get', `${admin}/groups/more-non-members`, '?context=developers', 200],
  ['post', `${admin}/users/remove-group`, '', 200, { context: 'cee', itemName: 'developers' }],
  ['put', `${admin}/permissions/users`, '?name=cee&permission=LICENSED_USER', 204],
  ['put', `${admin}/permissions/users`, '?name=cee&permission=NOTHING', 400],
  ['put', `${admin}/permissions/groups`, '?name=developers&permission=PROJECT_CREATE', 204],
  ['get', `${admin}/permissions/users`, '', 200],
  ['get', `${admin}/permissions/groups`, '', 200],
  ['delete', `${admin}/permissions/users`, '?name=cee', 204],
  ['delete', `${admin}/groups`, '?name=developers', 200],
  ['get', `${api}/projects`, '', 200],
  ['get', `${api}/projects`, '?permission=NOTHING', 400],
  ['post', `${api}/projects`, '', 201, { key: 'NEW', name: 'New', description: 'x' }],
  ['post', `${api}/projects`, '', 409, { key: 'NEW', name: 'New' }],
  ['post', `${api}/projects`, '', 400, { key: '1', name: 'New' }],
  ['get', project, 'NEW', 200],
  ['get', project, 'NOPE', 404],
  ['put', project, 'NEW', 200, { name: 'Newer' }],
  ['get', `${project}/permissions/users`, 'ACME', 200],
  ['get', `${project}/permissions/groups`, 'ACME', 200],
  ['put', `${project}/permissions/users`, 'ACME?name=cee&permission=PROJECT_READ', 204],
  ['put', `${project}/permissions/users`, 'ACME?name=cee&permission=NOTHING', 400],
  ['delete', `${project}/permissions/users`, 'ACME?name=cee', 204],
  ['get', `${project}/repos`, 'ACME', 200],
  ['post', `${project}/repos`, 'NEW', 201, { name: 'Fresh', scmId: 'git', forkable: true }],
  ['post', `${project}/repos`, 'NEW', 409, { name: 'fresh' }],
  ['post', `${project}/repos`, 'NEW', 400, { name: '?' }],
  ['put', repository, 'NEW fresh', 201, { description: 'x' }],
  ['get', repository, 'NEW fresh', 200],
  ['get', repository, 'NEW nope', 404],
  ['get', `${repository}/permissions/users`, 'ACME shop', 200],
  ['get', `${repository}/permissions/groups`, 'ACME shop', 200],
  ['put', `${repository}/permissions/users`, 'ACME shop?name=cee&permission=REPO_READ', 204],
  ['get', `${repository}/branches`, 'ACME shop', 200],
  ['get', `${repository}/branches/default`, 'ACME shop', 200],
  ['get', `${repository}/branches/default`, 'NEW fresh', 204],
  ['get', `${repository}/default-branch`, 'ACME shop', 200],
  ['put', `${repository}/default-branch`, 'ACME shop', 204, { id: 'refs/heads/main' }],
  ['post', `${repository}/branches`, 'ACME shop', 200, { name: 'made', startPoint: 'main' }],
  [
    'post',
    '/branch-utils/latest/projects/{projectKey}/repos/{repositorySlug}/branches',
    'ACME shop',
    201,
    { name: 'made2', startPoint: 'main' },
  ],
  [
    'delete',
    '/branch-utils/latest/projects/{projectKey}/repos/{repositorySlug}/branches',
    'ACME shop',
    204,
    { name: 'made2' },
  ],
  ['get', `${repository}/tags`, 'ACME shop', 200],
  ['get', `${repository}/commits`, 'ACME shop', 200],
  ['get', `${repository}/commits`, 'ACME shop?until=nope', 404],
  ['get', `${repository}/commits/{commitId}`, 'ACME shop main', 200],
  ['get', `${repository}/browse`, 'ACME shop', 200],
  ['get', `${repository}/browse/{path}`, 'ACME shop README.md', 200],
  ['get', `${repository}/browse/{path}`, 'ACME shop nope', 404],
  ['get', `${repository}/files`, 'ACME shop', 200],
  ['get', `${api}/repos`, '', 200],
  ['put', `${tokens}/users/{userSlug}`, 'admin', 200, { name: 'x', permissions: ['REPO_READ'] }],
  ['put', `${tokens}/users/{userSlug}`, 'admin', 400, { name: '', permissions: [] }],
  ['get', `${tokens}/users/{userSlug}`, 'admin', 200],
  ['put', `${tokens}/projects/{projectKey}`, 'ACME', 200, { name: 'x', permissions: ['PROJECT_READ'] }],
  ['get', `${tokens}/projects/{projectKey}`, 'ACME', 200],
  [
    'put',
    `${tokens}/projects/{projectKey}/repos/{repositorySlug}`,
    'ACME shop',
    200,
    { name: 'x', permissions: ['REPO_READ'] },
  ],
  ['get', `${tokens}/projects/{projectKey}/repos/{repositorySlug}`, 'ACME shop', 200],
  ['get', '/authconfig/latest/idps', '', 200],
  ['get', '/authconfig/latest/sso', '', 200],
  ['get', '/authconfig/latest/login-options', '', 200],
  ['get', '/basicauth/latest/config', '', 200],
  ['put', '/basicauth/latest/config', '', 204, { 'show-warning-message': true }],
  [
    'post',
    '/tsv/latest/authenticate',
    '',
    200,
    { username: administrator.userName, password: administrator.password, rememberMe: false },
  ],
  ['post', '/tsv/latest/authenticate', '', 401, { username: administrator.userName, password: 'wrong' }],
  ['delete', `${admin}/users`, '?name=cee', 200],
  ['delete', `${admin}/users`, '?name=cee', 404],
  ['delete', repository, 'NEW fresh', 202],
  ['delete', project, 'NEW', 204],
]

export const asCall = ([method, template, path, status, json]: Row) => ({
  method,
  template,
  path,
  status,
  json,
})
