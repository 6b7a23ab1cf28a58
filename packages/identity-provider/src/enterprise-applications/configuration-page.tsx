import { csrfToken } from '@postern/kit/form'
import {
  Address,
  Button,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Fold,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { templateOf } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import type { TypedConfiguration } from './basic-configuration.ts'
import { ApplicationPage } from './frame.tsx'
import { configurationPath, singleSignOnPath } from './paths.ts'
import { sameWay } from './wizard.ts'

export interface ConfigurationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly typed: TypedConfiguration
  readonly errors: readonly FieldError[]
}

/** *Basic SAML Configuration*, to be edited. */
export function ConfigurationPage({ web, tenant, application, typed, errors }: ConfigurationPageProps) {
  const { id } = application
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="Basic SAML Configuration"
      lead="Copy these from the application. It may show one address that is used for all three."
      tab={singleSignOnPath(id)}
    >
      <form method="post" action={sameWay(web, configurationPath(id))}>
        <Csrf token={csrfToken(web)} />
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <Fields application={application} typed={typed} errors={errors} />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={singleSignOnPath(id)}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ApplicationPage>
  )
}

function Fields({
  application,
  typed,
  errors,
}: Pick<ConfigurationPageProps, 'application' | 'typed' | 'errors'>) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  const { pattern } = templateOf(application.templateId)
  const hint = (says: string) => (pattern === undefined ? says : <Pattern says={says} pattern={pattern} />)
  return (
    <>
      <Stack>
        <Field
          name="identifier"
          label="Identifier (Entity ID)"
          hint={hint('The name that the application has in its requests. Compared letter by letter.')}
          mono
          value={typed.identifier}
          error={errorOf('identifier')}
          autocomplete="off"
          required
        />
        <Field
          name="replyUrl"
          label="Reply URL (Assertion Consumer Service URL)"
          hint={hint('Where the answer is sent, and nowhere else.')}
          mono
          value={typed.replyUrl}
          error={errorOf('replyUrl')}
          autocomplete="off"
          required
        />
      </Stack>
      <Fold summary="Set additional URLs" open={isAnySet(typed, errors)}>
        <Field
          name="signOnUrl"
          label="Sign-on URL"
          hint={hint('Where a tile leads. Leave it empty to start sign-in here (IdP-initiated).')}
          mono
          value={typed.signOnUrl}
          error={errorOf('signOnUrl')}
          autocomplete="off"
        />
        <Field
          name="relayState"
          label="Relay State"
          hint="Sent along when sign-in starts here: mostly the page of the application to open."
          mono
          value={typed.relayState}
          error={errorOf('relayState')}
          autocomplete="off"
        />
        <Field
          name="logoutUrl"
          label="Logout URL"
          hint="Where the application hears that somebody signed out."
          mono
          value={typed.logoutUrl}
          error={errorOf('logoutUrl')}
          autocomplete="off"
        />
        <Field
          name="furtherIdentifiers"
          label="More Identifiers"
          type="textarea"
          rows={3}
          hint="One a line. The one above is the default: it is the audience when sign-in starts here."
          mono
          value={typed.furtherIdentifiers}
          error={errorOf('furtherIdentifiers')}
        />
        <Field
          name="furtherReplyUrls"
          label="More Reply URLs"
          type="textarea"
          rows={3}
          hint="One a line, index 1 and up. The one above is the default and has index 0."
          mono
          value={typed.furtherReplyUrls}
          error={errorOf('furtherReplyUrls')}
        />
      </Fold>
    </>
  )
}

const additional = ['signOnUrl', 'relayState', 'logoutUrl', 'furtherIdentifiers', 'furtherReplyUrls'] as const

const isAnySet = (typed: TypedConfiguration, errors: readonly FieldError[]) =>
  additional.some((field) => typed[field].trim() !== '' || errors.some(({ id }) => id === field))

function Pattern({ says, pattern }: { says: string; pattern: string }) {
  return (
    <>
      {says}
      <br />
      Pattern: <Address>{pattern}</Address>
    </>
  )
}
