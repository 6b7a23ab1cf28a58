import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  Copy,
  Csrf,
  Danger,
  ErrorSummary,
  Facts,
  Field,
  Lose,
  Part,
  Row,
  Stack,
  Toast,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import type { ApplicationProperties, EnterpriseApplication } from './application.ts'
import { ApplicationPage } from './frame.tsx'
import { applicationPath, propertiesPath, testPath } from './paths.ts'

export interface PropertiesPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly typed: ApplicationProperties
  readonly error?: string | undefined
}

/** *Properties*: its name, and whether anybody gets in at all. */
export function PropertiesPage({ web, tenant, application, typed, error }: PropertiesPageProps) {
  const path = propertiesPath(application.id)
  const remove = (
    <Button kind="danger" href={`${applicationPath(application.id)}/delete`}>
      Delete application
    </Button>
  )
  return (
    <ApplicationPage {...{ web, tenant, application }} title="Properties" tab={path}>
      {web.req.query('done') === 'saved' && <Toast>The properties were saved.</Toast>}
      <form method="post" action={path}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'name', message: error }]} />
          <YesNo
            name="enabled"
            label="Enabled for users to sign in?"
            chosen={typed.enabled}
            yes="Whoever has access gets in."
            no="Nobody gets in, and the tile is not shown."
          />
          <Field name="name" label="Name" width="middle" value={typed.name} error={error} required />
          <YesNo
            name="assignmentRequired"
            label="Assignment required?"
            chosen={typed.assignmentRequired}
            yes="Only who is assigned under Users and groups gets in."
            no="Everybody of this directory gets in."
          />
          <YesNo
            name="visible"
            label="Visible to users?"
            chosen={typed.visible}
            yes="Who is assigned has a tile in My Apps."
            no="There is no tile. Sign-in works all the same."
          />
          <YesNo
            name="returnsErrors"
            label="Return errors to the application?"
            chosen={typed.returnsErrors}
            yes="What is refused after the Reply URL was found registered is answered there, as a SAML Response with the code: to try out what the application makes of it."
            no="A page here tells the person why, and nothing is sent. So does Entra ID."
          />
          <Row>
            <Button kind="primary">Save</Button>
          </Row>
        </Stack>
      </form>
      <Addresses {...{ web, tenant, application }} />
      <Danger title={`Delete ${application.name}`} action={remove}>
        The application, its assignments, its claims and its certificates go, and cannot be brought back.
      </Danger>
    </ApplicationPage>
  )
}

/** What stands for the application elsewhere. */
function Addresses({
  web,
  tenant,
  application,
}: Pick<PropertiesPageProps, 'web' | 'tenant' | 'application'>) {
  const { publicUrl } = web.var.world.settings
  const values = [
    { label: 'Application ID', value: application.id },
    { label: 'User access URL', value: `${publicUrl.origin}${testPath(application.id)}` },
    {
      label: 'Login URL of this instance',
      value: addressesOf(publicUrl, tenant).instance(application.id),
    },
  ]
  return (
    <Part title="Addresses">
      <Stack>
        <Facts
          facts={values.map(({ label, value }) => ({ label, value: <Copy label={label} value={value} /> }))}
        />
        <p class="small">
          Whoever is assigned opens the application by its User access URL. The Login URL of this instance is
          for a product that is here several times and calls itself the same each time.
        </p>
      </Stack>
    </Part>
  )
}

interface YesNoProps {
  readonly name: string
  readonly label: string
  readonly chosen: boolean
  /** What each answer means. */
  readonly yes: string
  readonly no: string
}

const YesNo = ({ name, label, chosen, yes, no }: YesNoProps) => (
  <Choices
    name={name}
    label={label}
    chosen={chosen ? 'yes' : 'no'}
    options={[
      { value: 'yes', label: 'Yes', hint: yes },
      { value: 'no', label: 'No', hint: no },
    ]}
  />
)

/** Asks before an application is deleted. */
export function DeletionPage(of: Omit<PropertiesPageProps, 'typed'>) {
  const { web, application, error } = of
  const { id, name } = application
  const back = propertiesPath(id)
  return (
    <ApplicationPage {...of} title={`Delete ${name}`} tab={back}>
      <Lose
        title={`Delete ${name}?`}
        lost={[
          `Nobody can sign in to ${name} from here any more, and its tile goes.`,
          'Its signing certificates, claims and app roles go: set up again, the application has to trust a new certificate.',
          'The users stay.',
        ]}
        action={`${applicationPath(id)}/delete`}
        csrf={csrfToken(web)}
        button={`Delete ${name}`}
        keep={{ href: back, label: 'Keep the application' }}
        confirm={name}
        error={error}
      />
    </ApplicationPage>
  )
}
