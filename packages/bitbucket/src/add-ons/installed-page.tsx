import { Address, Button, Empty, Facts, Head, Initials, Pill, Row, When } from '@postern/kit/html'
import { linkPath } from '../application-links/index.ts'
import type { AddOn } from './catalogue.ts'
import type { Progress } from './install.ts'
import { installationPath, marketplacePath, uninstallPath } from './paths.ts'

/** *User-installed add-ons*: where each is configured, and taken away. */
export function InstalledPage({
  installed,
}: {
  installed: { addOn: AddOn; progress: Progress } | undefined
}) {
  return (
    <>
      <Head
        title="User-installed add-ons"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        actions={installed && <Button href={marketplacePath}>Find new add-ons</Button>}
      />
      {installed ? (
        <Installed {...installed} />
      ) : (
        <Empty
          title="No add-on is installed"
          action={
            <Button kind="primary" href={marketplacePath}>
              Find new add-ons
            </Button>
          }
        />
      )}
    </>
  )
}

function Installed({ addOn, progress }: { addOn: AddOn; progress: Progress }) {
  const { installation, link, registered, finished } = progress
  return (
    <section class="card" aria-labelledby="installed">
      <div class="stack">
        <Row>
          <Initials name={addOn.name} />
          <h2 id="installed">{addOn.name}</h2>
          {finished ? <Pill tone="ok">Installed</Pill> : <Pill tone="warn">Not finished</Pill>}
        </Row>
        <p class="quiet">{addOn.truth}</p>
        <Facts
          facts={[
            { label: 'SSO service', value: <Address>{installation.address}</Address> },
            {
              label: 'Application link',
              value: link ? (
                <a href={linkPath(link.id)}>{link.name}</a>
              ) : (
                'Deleted: uninstall, then install again'
              ),
            },
            {
              label: 'Authentication method',
              value: registered ? (
                <a href={`/admin/authentication-methods/${registered.id}`}>{registered.name}</a>
              ) : (
                'Not registered yet'
              ),
            },
            {
              label: 'Installed',
              value: (
                <>
                  <When at={installation.beganAt} /> by {installation.by}
                </>
              ),
            },
          ]}
        />
        <Row>
          {finished ? (
            <Button kind="primary" href={`${installation.address}/admin`}>
              Configure
            </Button>
          ) : (
            <Button kind="primary" href={installationPath}>
              Go on installing
            </Button>
          )}
          <Button href={uninstallPath}>Uninstall</Button>
        </Row>
      </div>
    </section>
  )
}
