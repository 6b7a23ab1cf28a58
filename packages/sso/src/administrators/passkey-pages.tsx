import { csrfToken, type Form } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, Head, Lose, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { PasskeyForm } from '../passkeys/form.tsx'
import { longestName, type Passkey } from '../passkeys/passkey.ts'
import { ownAccount } from './own.ts'
import { passkeysPath, profilePath } from './paths.ts'
import { Shell } from './shell.tsx'

const crumbs = [{ label: 'Your account', href: profilePath }]

/** What was typed, and what is wrong with it. */
export interface TypedName {
  readonly name: string
  readonly error?: string | undefined
}

/** Each has a name of its own among `others`, by which its owner knows what is removed. */
export function readName(form: Form, others: readonly Passkey[]): TypedName {
  const name = form.text('name').trim()
  if (name === '' || Array.from(name).length > longestName || /\p{C}/u.test(name))
    return { name, error: `Enter a Name of 1 to ${longestName} letters.` }
  const key = name.toLowerCase()
  if (others.some((other) => other.name.toLowerCase() === key))
    return { name, error: `You have a passkey called ${name} already. Enter another Name.` }
  return { name }
}

export function showAdd(web: Web, { name, error, passkeyError }: TypedName & { passkeyError?: string }) {
  const wrong = error ?? passkeyError
  return web.html(
    <Shell web={web} title="Add a passkey" current={profilePath}>
      <Head
        crumbs={crumbs}
        title="Add a passkey"
        lead="A key that stays in this device, in a security key or in your password manager. You use it with fingerprint, face or PIN, and no other site can ask for it."
      />
      <PasskeyForm
        action={`${passkeysPath}/add`}
        csrf={csrfToken(web)}
        publicUrl={web.var.world.settings.publicUrl}
        asks="create"
        button="Add the passkey"
        kind="primary"
        beside={<Button href={profilePath}>Cancel</Button>}
      >
        <ErrorSummary title="No passkey was added" errors={wrong ? [{ id: 'name', message: wrong }] : []} />
        <NameField name={name} error={error} />
      </PasskeyForm>
    </Shell>,
    wrong ? 400 : 200,
  )
}

export function showRename(web: Web, passkey: Passkey, typed: TypedName = passkey) {
  return web.html(
    <Shell web={web} title={`Rename ${passkey.name}`} current={profilePath}>
      <Head crumbs={crumbs} title={`Rename ${passkey.name}`} />
      <form method="post" action={`${passkeysPath}/${passkey.id}/rename`}>
        <Stack>
          <ErrorSummary errors={typed.error ? [{ id: 'name', message: typed.error }] : []} />
          <Csrf token={csrfToken(web)} />
          <NameField {...typed} />
          <Row>
            <Button kind="primary">Save name</Button>
            <Button href={profilePath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </Shell>,
    typed.error ? 400 : 200,
  )
}

function NameField({ name, error }: TypedName) {
  return (
    <Field
      name="name"
      label="Name"
      hint="By which you know it in the list: the device, or where it is kept."
      value={name}
      error={error}
      autocomplete="off"
      maxlength={longestName}
      width="middle"
      required
    />
  )
}

/** `all` are those that the owner has, this one too. */
export function showRemove(web: Web, passkey: Passkey, all: readonly Passkey[]) {
  const { administrator } = ownAccount(web)
  return web.html(
    <Shell web={web} title={`Remove ${passkey.name}`} current={profilePath}>
      <Lose
        title={`Remove the passkey ${passkey.name}?`}
        lead="Delete it in the device or password manager as well: it is of no more use there."
        lost={[
          `${passkey.name} lets you in no more.`,
          whatIsLeft(all.length - 1, administrator.hasCode),
          'Every other session of yours ends.',
        ]}
        action={`${passkeysPath}/${passkey.id}/remove`}
        csrf={csrfToken(web)}
        button={`Remove ${passkey.name}`}
        keep={{ href: profilePath, label: `Keep ${passkey.name}` }}
      />
    </Shell>,
  )
}

function whatIsLeft(others: number, hasCode: boolean): string {
  if (others > 0) return others === 1 ? 'Your other passkey stays.' : `Your ${others} other passkeys stay.`
  if (hasCode) return 'It is your last passkey. The authenticator app and the recovery codes stay.'
  return 'It is your only second factor: the password alone lets you in, and the recovery codes stop working.'
}
