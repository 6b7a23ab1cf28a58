/**
 * Which of the three doors a page, or a part of a page, belongs to: the SSO service, the identity provider, or the
 * Bitbucket host. It is also the class that carries the server's colours, on `body` or on any element within.
 */
export type Server = 'sso' | 'idp' | 'host'
