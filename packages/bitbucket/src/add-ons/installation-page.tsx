import { Button, Columns, Copy, Facts, Head, Notice, Stack, type Step, Steps } from '@postern/kit/html'
import { linkPath } from '../application-links/index.ts'
import type { AddOn } from './catalogue.ts'
import type { Progress } from './install.ts'
import { installationPath, installedPath, marketplacePath, uninstallPath } from './paths.ts'

export interface InstallationPageProps {
  readonly addOn: AddOn
  readonly progress: Progress
  readonly baseUrl: string
  /** Of the application link, shown while it is to be copied. */
  readonly secret: string | undefined
}

/** The installation as it stands: what is done, what comes next, and at the end where to go. */
export function InstallationPage(props: InstallationPageProps) {
  const { addOn, progress } = props
  const title = progress.finished ? `${addOn.name} is installed` : `Installing ${addOn.name}`
  return (
    <>
      <Head
        title={title}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Find new add-ons', href: marketplacePath },
        ]}
      />
      <Columns>
        {progress.finished ? <Finished {...props} /> : <Next {...props} />}
        <Steps steps={stepsOf(progress)} />
      </Columns>
    </>
  )
}

function stepsOf({ link, granted, registered, installation }: Progress): readonly Step[] {
  const done = [link !== undefined, granted, granted && registered !== undefined]
  const labels = [
    { label: 'Application link', answer: link?.name, href: link && linkPath(link.id) },
    { label: 'Connection and consent', answer: granted ? new URL(installation.address).host : undefined },
    { label: 'Entry under Authentication methods', answer: registered?.name },
  ]
  const here = done.indexOf(false)
  return labels.map((step, n) => ({
    ...step,
    state: done[n] ? 'done' : n === here ? 'here' : 'ahead',
  }))
}

function Next({ progress, baseUrl, secret }: InstallationPageProps) {
  const { link, installation, granted } = progress
  if (!link || secret === undefined) return <LinkDeleted />
  const connect = new URL(`${installation.address}/admin/applications/connect`)
  connect.searchParams.set('baseUrl', baseUrl)
  connect.searchParams.set('clientId', link.clientId)
  connect.searchParams.set('returnTo', installationPath)
  return (
    <Stack>
      {granted && (
        <Notice tone="warn" title="Postern was allowed, but did not register itself.">
          Connect it again: its page says what is in the way.
        </Notice>
      )}
      <p>
        The application link is made. Now tell the SSO service of it: copy <b>Client secret</b>, open the
        service, and paste it into the field of the same name. You sign in there as its administrator, and
        Bitbucket then asks you once whether to allow it.
      </p>
      <Facts
        layout="over"
        facts={[
          { label: 'Client secret', value: <Copy label="Client secret" value={secret} /> },
          { label: 'Client ID (filled in for you)', value: <Copy label="Client ID" value={link.clientId} /> },
        ]}
      />
      <div class="row">
        <Button kind="primary" href={connect.href}>
          Continue at the SSO service
        </Button>
        <Button href={installationPath}>Check again</Button>
        <Button kind="plain" href={uninstallPath}>
          Cancel the installation
        </Button>
      </div>
      <p class="small">You can leave this page; it goes on from here under User-installed add-ons.</p>
    </Stack>
  )
}

function LinkDeleted() {
  return (
    <Stack>
      <Notice tone="bad" title="The application link of this add-on was deleted.">
        It can no longer call Bitbucket. Uninstall it, then install it again.
      </Notice>
      <div>
        <Button href={uninstallPath}>Uninstall</Button>
      </div>
    </Stack>
  )
}

function Finished({ progress }: InstallationPageProps) {
  return (
    <Stack>
      <p>
        The SSO service at {new URL(progress.installation.address).host} is connected, and stands under
        Authentication methods as <b>{progress.registered?.name}</b>. Nobody signs in through it before an
        identity provider is added there: <b>Manage</b>, then <b>Configure</b>, is where that is done.
      </p>
      <div class="row">
        <Button kind="primary" href={marketplacePath}>
          Close
        </Button>
        <Button href={installedPath}>Manage</Button>
      </div>
    </Stack>
  )
}
