import { Address, Button, dayOf, Facts, type FieldError, Fingerprint, Part, Row } from '@postern/kit/html'
import { believedCertificates, type Connection, isTestable } from '../connections/connection.ts'
import { GroupList } from '../connections/group-list.tsx'
import { ssoLocationOf } from '../connections/location.ts'
import { OddHosts } from '../connections/odd-hosts.tsx'
import { path } from '../connections/words.ts'
import { isDone, type SetupStep, type StepContext } from './step.ts'

/** The summary that ends the set-up once all `questions` are answered; one thing is left then, *Known domains*. */
export function finishAfter(questions: readonly SetupStep[]): SetupStep {
  return {
    id: 'finish',
    label: 'Finish',
    lead: () => 'All that you chose. Until known domains are saved, it serves tests only.',
    answer: () => undefined,
    view: (of) => summary(of),
    save: async (of) => {
      const open = questions.filter((step) => !isDone(of.connection, step))
      if (open.length === 0) return { changes: { state: 'active' } }
      const errors: readonly FieldError[] = open.map(({ label }) => ({
        id: 'summary',
        message: `${label} is not answered yet. Go back to it, and choose Next there.`,
      }))
      return { again: await summary(of), errors }
    },
  }
}

async function summary({ connection, ports }: StepContext) {
  const { applicationId, identityProvider, accounts } = connection
  const application = applicationId && (await ports.applications.find(applicationId))
  return (
    <>
      <OddHosts connection={connection} />
      <Part title="Summary">
        <div id="summary" tabindex={-1}>
          <Facts
            facts={[
              { label: 'App ID URI', value: <Address>{connection.address}</Address> },
              { label: 'Identity provider name', value: connection.name },
              {
                label: 'Entity ID',
                value: identityProvider && <Address>{identityProvider.entityId}</Address>,
              },
              { label: 'SSO location', value: <Address>{ssoLocationOf(connection)}</Address> },
              ...certificateFacts(connection),
              {
                label: 'Somebody without account',
                value: accounts.create ? 'Is created in Bitbucket' : 'Is refused',
              },
              { label: 'Groups for users', value: <GroupList of={accounts} /> },
              { label: 'Application', value: application?.name },
            ]}
          />
        </div>
      </Part>
      {isTestable(connection) && (
        <Part title="Test before Finish">
          <p>
            Sign in once as somebody whom you like to try. Nobody is let in and nothing is changed; you see
            each check.
          </p>
          <Row>
            <Button href={path(connection, 'test')}>Test sign-in</Button>
          </Row>
        </Part>
      )}
    </>
  )
}

const certificateFacts = (connection: Connection) =>
  believedCertificates(connection).map(({ sha256, notAfter }) => ({
    label: 'Signing certificate',
    value: (
      <>
        <Fingerprint value={sha256} />
        <span class="small under">SHA-256, until {dayOf(notAfter)}</span>
      </>
    ),
  }))
