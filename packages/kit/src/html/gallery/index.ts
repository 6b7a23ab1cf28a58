import type { JSX } from 'hono/jsx/jsx-runtime'
import { activity } from './activity.tsx'
import { application } from './application.tsx'
import { apps } from './apps.tsx'
import { carryOn, choose, refused, signIn } from './doors.tsx'
import { home } from './home.tsx'
import { parts } from './parts.tsx'
import { wizard } from './wizard.tsx'

/** Every part in every state, with sample content, as whole documents by name. `q` is the filter of the parts page. */
export const gallery: Readonly<Record<string, (q?: string) => JSX.Element>> = {
  home,
  wizard,
  activity,
  application,
  apps,
  choose,
  refused,
  'sign-in': () => signIn(),
  'sign-in-again': () => signIn('The user name or the password is not right.'),
  'carry-on': () => carryOn('/arrived'),
  'parts-sso': (q) => parts('sso', q),
  'parts-idp': (q) => parts('idp', q),
  'parts-host': (q) => parts('host', q),
}
