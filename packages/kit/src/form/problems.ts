import { entry, problems } from '@postern/saml/problem'

export const formProblem = problems({
  'form-expired': entry({
    kind: 'refused',
    cause: 'The form was not sent from a page that this browser opened here, or the page is too old.',
    remedy: 'Go back, reload the page, and send the form again. Cookies must be allowed for this site.',
  }),
  'form-type': entry<{ type: string }>({
    kind: 'invalid',
    cause: ({ type }) => `A form cannot be sent as ${type || 'nothing'}.`,
    remedy: 'Send application/x-www-form-urlencoded or multipart/form-data.',
  }),
  'field-repeated': entry<{ field: string }>({
    kind: 'invalid',
    cause: ({ field }) => `The field ${field} was sent more than once.`,
    remedy: 'Send it once.',
  }),
})
