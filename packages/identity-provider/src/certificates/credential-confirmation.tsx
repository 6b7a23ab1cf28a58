import { csrfToken } from '@postern/kit/form'
import { Fingerprint, Lose } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { KeyCredential } from './key-credentials.ts'

export interface CredentialConfirmationProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly tab: string
  /** Which certificate; absent where it is about all. */
  readonly of?: KeyCredential | undefined
  readonly title: string
  readonly lost: readonly string[]
  readonly button: string
  readonly keep: { readonly href: string; readonly label: string }
}

/** Asks before a certificate of the application is used or not used any more. Posts to its own address. */
export function CredentialConfirmation(props: CredentialConfirmationProps) {
  const { web, tenant, application, tab, of, title, lost, button, keep } = props
  const print = of && (
    <>
      Thumbprint <Fingerprint value={of.certificate.sha1} />
    </>
  )
  return (
    <ApplicationPage {...{ web, tenant, application, tab }} title={button}>
      <Lose
        title={title}
        lead={print}
        lost={lost}
        action={web.req.path}
        csrf={csrfToken(web)}
        button={button}
        keep={keep}
      />
    </ApplicationPage>
  )
}
