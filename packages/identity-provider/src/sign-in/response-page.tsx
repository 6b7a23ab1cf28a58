import { ContinueForm, Door, Passage } from '@postern/kit/html'
import { endsElsewhere, type Web } from '@postern/kit/http'
import { writePost } from '@postern/saml'
import type { Tenant } from '../tenant/tenant.ts'
import { type Asking, doors } from './doors.ts'

export interface ResponsePageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly asking: Asking
  /** Registered with the application. */
  readonly replyUrl: string
  readonly xml: string
  readonly relayState: string | undefined
  /** It says that nobody was signed in. */
  readonly refused?: boolean
}

/** Carries a Response to the application by the browser (SAML Bindings 3.5.4). */
export function ResponsePage(props: ResponsePageProps) {
  const { web, tenant, asking, replyUrl, xml, relayState, refused = false } = props
  endsElsewhere(web)
  return (
    <Door
      server="idp"
      title={refused ? 'Not signed in' : 'Signing you in'}
      brand={tenant.name}
      under={asking.application === undefined ? tenant.name : `to open ${asking.application}`}
      passage={<Passage label="Your sign-in" doors={doors(tenant, asking, refused ? 'stop' : 'done')} />}
    >
      <ContinueForm
        action={replyUrl}
        fields={{
          SAMLResponse: writePost(xml),
          ...(relayState === undefined ? {} : { RelayState: relayState }),
        }}
        says="Your answer is on its way to the application. Continue, if nothing happens."
      />
    </Door>
  )
}
