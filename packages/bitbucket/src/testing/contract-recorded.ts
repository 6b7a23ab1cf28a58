/** Recorded answers, and the call whose answer is of the same kind. */
export const recorded: readonly (readonly [
  file: string,
  path: string,
  status: number,
  more?: { method: string; json: unknown },
])[] = [
  ['jenkins-branch-source/1.0-projects-amuniz.json', '/projects/ACME', 200],
  ['cdancy-bitbucket-rest/project-page-full.json', '/projects', 200],
  ['cdancy-bitbucket-rest/project-not-exist.json', '/projects/HelloWorld', 404],
  [
    'cdancy-bitbucket-rest/project-create-fail.json',
    '/projects',
    400,
    { method: 'POST', json: { key: '9', name: 'Nine' } },
  ],
  ['jenkins-branch-source/1.0-projects-amuniz-repos-test-repos.json', '/projects/ACME/repos/shop', 200],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos_start_0_limit_200.json',
    '/projects/ACME/repos?start=0&limit=200',
    200,
  ],
  ['go-scm-stash/repo.json', '/projects/ACME/repos/shop', 200],
  ['go-scm-stash/repos.json', '/repos', 200],
  ['cdancy-bitbucket-rest/repository-not-exist.json', '/projects/ACME/repos/nope', 404],
  [
    'cdancy-bitbucket-rest/repository-illegal-name.json',
    '/projects/ACME/repos',
    400,
    { method: 'POST', json: { name: '!' } },
  ],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-branches_start_0_limit_200.json',
    '/projects/ACME/repos/shop/branches?limit=200',
    200,
  ],
  ['go-scm-stash/branches.json', '/projects/ACME/repos/shop/branches', 200],
  ['go-scm-stash/default_branch.json', '/projects/ACME/repos/shop/branches/default', 200],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-tags_start_0_limit_200.json',
    '/projects/ACME/repos/shop/tags',
    200,
  ],
  ['cdancy-bitbucket-rest/tag.json', '/projects/ACME/repos/shop/tags/v1', 200],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-commits-046d9a3c1532acf4cf08fe93235c00e4d673c1d2.json',
    '/projects/ACME/repos/shop/commits/main',
    200,
  ],
  ['cdancy-bitbucket-rest/line-page.json', '/projects/ACME/repos/shop/browse/README.md', 200],
  ['cdancy-bitbucket-rest/files-page.json', '/projects/ACME/repos/shop/files', 200],
  ['go-scm-stash/content_list.json', '/projects/ACME/repos/shop/files?limit=1', 200],
  [
    'cdancy-bitbucket-rest/repository-permission-users.json',
    '/projects/ACME/repos/shop/permissions/users',
    200,
  ],
  ['cdancy-bitbucket-rest/project-permission-group.json', '/projects/ACME/permissions/groups', 200],
  ['cdancy-bitbucket-rest/admin-list-users.json', '/admin/users', 200],
  [
    'cdancy-bitbucket-rest/admin-list-user-by-group.json',
    '/admin/groups/more-members?context=stash-users&limit=2',
    200,
  ],
  ['cdancy-bitbucket-rest/project-permission-users.json', '/projects/ACME/repos/shop/permissions/users', 200],
  [
    'cdancy-bitbucket-rest/project-permission-users-error.json',
    '/projects/HelloWorld/permissions/users',
    404,
  ],
  [
    'cdancy-bitbucket-rest/project-permission-group-error.json',
    '/projects/HelloWorld/permissions/groups',
    404,
  ],
  [
    'cdancy-bitbucket-rest/repository-permission-users-error.json',
    '/projects/ACME/repos/nope/permissions/users',
    404,
  ],
  [
    'cdancy-bitbucket-rest/repository-permission-group-error.json',
    '/projects/ACME/repos/nope/permissions/groups',
    404,
  ],
  ['cdancy-bitbucket-rest/repository-permission-group.json', '/projects/ACME/permissions/groups', 200],
  ['cdancy-bitbucket-rest/commit.json', '/projects/ACME/repos/shop/commits/main', 200],
  ['cdancy-bitbucket-rest/commit-error.json', '/projects/ACME/repos/shop/commits/nope', 404],
  ['cdancy-bitbucket-rest/tag-page.json', '/projects/ACME/repos/shop/tags', 200],
  ['cdancy-bitbucket-rest/project.json', '/projects/ACME', 200],
  ['cdancy-bitbucket-rest/repository-page-full.json', '/projects/ACME/repos', 200],
  ['go-scm-stash/commits.json', '/projects/ACME/repos/shop/commits', 200],
  ['go-scm-stash/commit.json', '/projects/ACME/repos/shop/commits/main', 200],
  ['go-scm-stash/user.json', '/users/admin', 200],
  ['go-scm-stash/user_search.json', '/users?filter=admin', 200],
  ['go-scm-stash/tags.json', '/projects/ACME/repos/shop/tags', 200],
  ['go-scm-stash/error.json', '/projects/ACME/repos/nope', 404],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-commits_since_174561d625c9623b60d8aba09b7f08ddc9df45cd_until_feature_2Fdiffstat_start_0_limit_200.json',
    '/projects/ACME/repos/shop/commits?until=main&limit=200',
    200,
  ],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-browse-Jenkinsfile_at_2c130d767a38ac4ef511797f221315f35a2aea55_type_true_blame_false.json',
    '/projects/ACME/repos/shop/browse/README.md?at=main&type=true&blame=false',
    200,
  ],
  [
    'jenkins-branch-source/1.0-projects-amuniz-repos-test-repos-tags-v0.0.0.json',
    '/projects/ACME/repos/shop/tags/v1',
    200,
  ],
  ['cdancy-bitbucket-rest/version.json', '/application-properties', 200],
]

/** What recorded answers hold and ours do not, and why. */
export const unheld: readonly (readonly [RegExp, string])[] = [
  [
    /parents\[\]\.(?:author|committer|message|parents)/,
    'some versions tell parents whole; the document says id and displayId',
  ],
  [/avatarUrl|\.avatar/, 'only where avatars were asked for'],
  [/^values\[\]\.owner|origin/, 'personal projects and forks, which this host does not keep'],
  [/latestChangeset|metadata|jira-key/, 'a plug-in’s'],
  [/authorCount|totalCount/, 'only where counts were asked for'],
  [/nextPageStart: null/, 'older versions say null where newer ones leave it out'],
]

export const asRecorded = ([file, path, status, more]: (typeof recorded)[number]) => ({
  file,
  path,
  status,
  more,
})
