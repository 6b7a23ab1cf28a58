import { entry, problems } from '@postern/saml/problem'
import type { LinkFault } from './link.ts'

export const linkProblem = problems({
  'link-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct the named fields.',
  }),
  'link-missing': entry({
    kind: 'missing',
    cause: 'There is no application link of this id.',
    remedy: 'Look at the list on the Application links page.',
  }),
  'oauth-client-unknown': entry<{ clientId: string }>({
    kind: 'invalid',
    cause: ({ clientId }) => `No application link has the Client ID ${clientId || 'that was not sent'}.`,
    remedy: 'Copy Client ID from Administration, Application links, to the other application.',
  }),
  'oauth-redirect-unknown': entry<{ link: string; sent: string; known: string }>({
    kind: 'invalid',
    cause: ({ link, sent, known }) =>
      `The link ${link} leads to ${known}, and the application asked to go to ${sent || 'nowhere'}.`,
    remedy:
      'Make the link again under Administration, Application links, with the Redirect URL that the application shows.',
  }),
})

export const linkInvalid = (faults: readonly LinkFault[]) =>
  linkProblem('link-invalid', {
    fields: faults.map(({ field }) => field),
    messages: faults.map(({ message }) => message),
  })
