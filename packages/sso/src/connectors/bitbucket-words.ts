import type { ApplicationKind } from './kind.ts'

/** What *Connect Bitbucket* says, in the words of Bitbucket's own pages. */
export const words: ApplicationKind['words'] = {
  lead: 'Postern enters itself among Bitbucket’s Authentication methods, and makes accounts there for people who sign in.',
  baseUrl: 'The address of Bitbucket’s start page, with the context path where there is one.',
  link: 'A System Admin of Bitbucket allows it with one click; no password is kept here. Bitbucket 7.21 and newer.',
  linkSteps:
    'In Bitbucket: Administration, Application links, Create link, External application, Incoming. Permission: System admin, Write. Redirect URL:',
  linkSecret:
    'Kept encrypted, and sent to Bitbucket only. Bitbucket shows it under Administration, Application links.',
  password:
    'By Basic authentication. Bitbucket 10 refuses it unless the account is among the allowed users: Administration, Authentication methods, Basic authentication.',
  session:
    'Postern logs in and confirms the password, as a person does in a browser. For a Bitbucket that blocks Basic authentication and where no application link can be made; not for an account with two-step verification.',
  account:
    'An account of Bitbucket’s internal directory with the permission System Admin, best one made for Postern alone.',
  straight:
    'Bitbucket’s own login form is hidden. It stays within reach at /login?auth_fallback, for the day when single sign-on is down. Best chosen once a first sign-in has worked.',
}
