import { Button, Danger, Empty, Part, Row, Table, When } from '@postern/kit/html'
import { mostPasskeys, type Passkey } from '../passkeys/passkey.ts'
import { type Administrator, hasSecondFactor } from './administrator.ts'
import { passkeysPath, profilePath } from './paths.ts'

export interface SecondFactorProps {
  readonly of: Administrator
  readonly recoveryCodes: number
  readonly passkeys: readonly Passkey[]
}

/** What the sign-in asks for beside the password. */
export function SecondFactor(props: SecondFactorProps) {
  return (
    <>
      <App {...props} />
      <Passkeys {...props} />
    </>
  )
}

function App({ of, recoveryCodes }: SecondFactorProps) {
  if (!hasSecondFactor(of))
    return (
      <Part title="Second factor">
        <p>
          A password alone lets you in. With a passkey or an authenticator app a stolen password does not.
        </p>
        <Row>
          <Button kind="primary" href={`${passkeysPath}/add`}>
            Add a passkey
          </Button>
          <Button href={`${profilePath}/app`}>Set up an authenticator app</Button>
        </Row>
      </Part>
    )
  const left = recoveryCodes === 1 ? '1 recovery code is' : `${recoveryCodes} recovery codes are`
  return (
    <Part title="Second factor">
      <p>
        After the password the sign-in asks for {whatIsAsked(of)}. {left} left, each for one time without it.
      </p>
      <Row>
        <Button href={`${profilePath}/recovery-codes`}>Make new recovery codes</Button>
        <Button href={`${profilePath}/app`}>
          {of.hasCode ? 'Use another app' : 'Set up an authenticator app'}
        </Button>
      </Row>
      {of.hasCode && (
        <Danger
          title="Without the authenticator app"
          action={
            <Button kind="danger" href={`${profilePath}/app/off`}>
              Turn it off
            </Button>
          }
        >
          {of.hasPasskey
            ? 'Your passkeys would let you in as before.'
            : 'The password alone would let you in again.'}
        </Danger>
      )}
    </Part>
  )
}

function whatIsAsked({ hasCode, hasPasskey }: Administrator): string {
  if (hasCode) return hasPasskey ? 'a passkey or a code of your app' : 'a code of your authenticator app'
  return 'a passkey'
}

function Passkeys({ of, passkeys }: SecondFactorProps) {
  return (
    <Part title="Passkeys">
      <Table
        label="Passkeys"
        rows={passkeys}
        empty={
          <Empty title="No passkey yet">
            With one you sign in without a password: by fingerprint, face or PIN of your device.
          </Empty>
        }
        columns={[
          {
            head: 'Name',
            cell: ({ name, synced }) => (
              <>
                {name}
                <small class="small">{synced ? 'Copied to your other devices' : 'In one device'}</small>
              </>
            ),
          },
          { head: 'Added', cell: ({ addedAt }) => <When at={addedAt} />, wideOnly: true },
          {
            head: 'Last used',
            cell: ({ lastUsedAt }) => (lastUsedAt === undefined ? 'Never' : <When at={lastUsedAt} />),
            wideOnly: true,
          },
          { head: 'Change', cell: Changes },
        ]}
      />
      {hasSecondFactor(of) && <AddAnother many={passkeys.length} />}
    </Part>
  )
}

function Changes({ id, name }: Passkey) {
  return (
    <Row>
      <Button small href={`${passkeysPath}/${id}/rename`} label={`Rename ${name}`}>
        Rename
      </Button>
      <Button small href={`${passkeysPath}/${id}/remove`} label={`Remove ${name}`}>
        Remove
      </Button>
    </Row>
  )
}

function AddAnother({ many }: { readonly many: number }) {
  if (many >= mostPasskeys)
    return <p>You have {many} passkeys, which is the most. Remove one to add another.</p>
  return (
    <Row>
      <Button href={`${passkeysPath}/add`}>{many === 0 ? 'Add a passkey' : 'Add another passkey'}</Button>
    </Row>
  )
}
