import { Address, Button, Copy, Danger, Facts, Head, Part, Stack, When } from '@postern/kit/html'
import type { ApplicationLink } from './link.ts'
import { linkPath, linksPath } from './paths.ts'
import { scopeLabel } from './scopes.ts'

/** One link, with its credentials: Bitbucket shows them to administrators whenever they look. */
export function LinkPage({ link, secret }: { link: ApplicationLink; secret: string }) {
  return (
    <>
      <Head
        title={link.name}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Application links', href: linksPath },
        ]}
      />
      <Part title="Credentials">
        <Stack>
          <p class="quiet">Enter both in the application. Whoever has the secret can act as it.</p>
          <Facts
            facts={[
              { label: 'Client ID', value: <Copy label="Client ID" value={link.clientId} /> },
              { label: 'Client secret', value: <Copy label="Client secret" value={secret} /> },
            ]}
          />
        </Stack>
      </Part>
      <Part title="Link">
        <Facts
          facts={[
            { label: 'Application type', value: 'External application, incoming' },
            { label: 'Redirect URL', value: <Address>{link.redirectUrl}</Address> },
            {
              label: 'Application permissions',
              value: link.scopes.map(scopeLabel).join(', ') || 'What is public',
            },
            { label: 'Created', value: <When at={link.createdAt} /> },
          ]}
        />
      </Part>
      <Danger
        title={`Delete ${link.name}`}
        action={<Button href={`${linkPath(link.id)}/delete`}>Delete link</Button>}
      >
        The application can no longer call Bitbucket, at once.
      </Danger>
    </>
  )
}
