import { Address, Button, Card, Facts, Row } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { consolePerson } from '../console/person.ts'
import { type EnterpriseApplication, isConfigured } from '../enterprise-applications/application.ts'
import {
  configurationPath,
  resolutionPath,
  testPath,
  usersAndGroupsPath,
} from '../enterprise-applications/paths.ts'
import { signInPath } from '../sessions/local-path.ts'

export interface TestCardProps {
  readonly web: Web
  readonly application: EnterpriseApplication
  readonly isTesterAssigned: boolean
  readonly verification: { readonly isRequired: boolean }
}

/** Card 5: what a test is going to do, as whom, and what comes of it. */
export function TestCard(props: TestCardProps) {
  const { application } = props
  return (
    <Card title={`Test single sign-on with ${application.name}`} id="test">
      {isConfigured(application) ? (
        <Tests {...props} />
      ) : (
        <Row>
          <p class="quiet">Save Identifier and Reply URL under Basic SAML Configuration first.</p>
          <Button small push href={configurationPath(application.id)}>
            Fill in the addresses
          </Button>
        </Row>
      )}
    </Card>
  )
}

function Tests({ web, application, isTesterAssigned, verification }: TestCardProps) {
  const { id, signOnUrl, replyUrl = '' } = application
  const { name } = consolePerson(web)
  const path = testPath(id)
  return (
    <>
      <Facts
        facts={[
          {
            label: signOnUrl ? 'SP initiated' : 'IDP initiated',
            value: signOnUrl ? (
              <SpInitiated to={signOnUrl} />
            ) : verification.isRequired ? (
              <NotHere id={id} />
            ) : (
              <IdpInitiated to={replyUrl} />
            ),
          },
          {
            label: 'As',
            value:
              isTesterAssigned || !application.assignmentRequired ? (
                `${name}, who is signed in here.`
              ) : (
                <>
                  {name}, who is signed in here and is <b>not assigned</b>: the test ends with AADSTS50105
                  until <a href={usersAndGroupsPath(id)}>Users and groups</a> has the account.
                </>
              ),
          },
        ]}
      />
      <Row>
        <Button small href={path} label="Test, signed in as yourself">
          Test
        </Button>
        <Button small href={`${signInPath(path)}&other=yes`}>
          Sign in as someone else
        </Button>
        <Button small href={resolutionPath(id)}>
          Get resolution guidance
        </Button>
      </Row>
    </>
  )
}

const SpInitiated = ({ to }: { to: string }) => (
  <>
    Opens the Sign-on URL <Address>{to}</Address>, from where the application asks for a sign-in.
  </>
)

const IdpInitiated = ({ to }: { to: string }) => (
  <>
    Sends a sign-in that nobody asked for to the Reply URL <Address>{to}</Address>.
  </>
)

/** A sign-in that nobody asked for is not signed by the application (entra.md 1.4). */
const NotHere = ({ id }: { id: string }) => (
  <>
    The application has to sign its requests, so that no sign-in starts here: the test ends with AADSTS76021.
    Fill in the <a href={configurationPath(id)}>Sign-on URL</a> to test from there.
  </>
)
