import { Button, Csrf, Door, Hidden, Lines, Notice, Stack } from '@postern/kit/html'
import { includes } from '../directory/index.ts'
import type { Person } from '../person/index.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { permissionOf, scopes } from './scopes.ts'

export interface ConsentPageProps {
  readonly host: string
  readonly person: Person
  readonly request: AuthorizationRequest
  readonly csrf: string
  /** The request as it came, for the form to carry on. */
  readonly fields: Readonly<Record<string, string>>
  readonly action: string
}

/** Asks a user whether an application may do what it asks, in that user's name. One click. */
export function ConsentPage({ host, person, request, csrf, fields, action }: ConsentPageProps) {
  const { link } = request
  const asked = scopes.filter(({ name }) => request.scopes.includes(name))
  const lower = !includes(person.permission, permissionOf(request.scopes))
  return (
    <Door server="host" brand="Bitbucket" title={`Allow ${link.name}?`} under={host}>
      <p>
        It asks to act in Bitbucket as <b>{person.user.displayName}</b>, and takes you back to{' '}
        <b>{new URL(link.redirectUrl).host}</b>. It would be able to:
      </p>
      <Lines
        items={
          asked.length === 0
            ? [<div>View what is public</div>]
            : asked.map(({ area, label, words }) => (
                <div>
                  {words}
                  <p class="small">
                    {area}: {label}
                  </p>
                </div>
              ))
        }
      />
      {lower && (
        <Notice tone="warn" title="You may do less than it asks for.">
          It will be able to do no more than you. Log in as an administrator who may do this.
        </Notice>
      )}
      <Stack gap="tight">
        <form class="stack tight" method="post" action={action}>
          <Csrf token={csrf} />
          <Hidden fields={fields} />
          <Button kind="primary" full name="answer" value="allow">
            Allow
          </Button>
          <Button full name="answer" value="deny">
            Deny
          </Button>
        </form>
        <p class="small">
          An administrator takes this back by deleting the link under Administration, Application links.
        </p>
      </Stack>
    </Door>
  )
}
