import { ContinueForm, Door } from '@postern/kit/html'
import { endsElsewhere, type Web } from '@postern/kit/http'
import type { Posted } from './posted.ts'

/**
 * Sends the answer once more, from our own page: a browser that does not carry cookies across sites carries them now. The
 * page's form ends at the application.
 */
export function resubmission(web: Web, posted: Posted) {
  endsElsewhere(web)
  const { samlResponse, relayState = '' } = posted
  return web.html(
    <Door server="sso" title="One moment" brand="Postern">
      <ContinueForm
        action={web.req.path}
        fields={{ SAMLResponse: samlResponse, RelayState: relayState, resubmitted: 'yes' }}
        says="Your sign-in is nearly complete."
      />
    </Door>,
  )
}
