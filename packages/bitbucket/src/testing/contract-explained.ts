/**
 * Where we differ from the document on purpose, and why: it is made by a machine and knows less than what instances were
 * recorded to send. Anything else is a failure.
 */
export const explained: readonly (readonly [RegExp, string])[] = [
  [/has isDefault/, 'recorded so; the document says default, and no instance was seen to'],
  [/has (?:latestChangeset|hash)/, 'recorded so'],
  [
    /(?:author|committer) has (?:id|displayName|active|slug|type|links)/,
    'recorded so where the address is a user’s; the document knows what git knows',
  ],
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
