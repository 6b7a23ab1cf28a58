import {
  Button,
  CertificateCard,
  Csrf,
  Empty,
  Head,
  Lose,
  Notice,
  Pill,
  Row,
  Stack,
  When,
} from '@postern/kit/html'
import type { RequestKey } from './store.ts'

export const requestSigningPath = '/admin/request-signing'

export interface RequestSigningPageProps {
  readonly keys: readonly RequestKey[]
  readonly csrf: string
  readonly now: number
}

/** *Request signing*: the keys of ours that identity providers may know, and which of them signs. */
export function RequestSigningPage({ keys, csrf, now }: RequestSigningPageProps) {
  return (
    <>
      <Head
        crumbs={[{ label: 'Connections', href: '/admin/connections' }]}
        title="Request signing"
        lead="The keys with which this service signs what it asks, and reads what an identity provider encrypts to one of them. Which connection signs is chosen in its Settings."
        actions={<Send action={requestSigningPath} csrf={csrf} button="Make a key" />}
      />
      {keys.length === 0 ? (
        <Empty title="There is no key yet">
          The first one is also made when a connection is set to sign its requests.
        </Empty>
      ) : (
        <Stack gap="wide">
          {keys.length > 1 && <ToRotate />}
          {keys.map((key) => (
            <Key of={key} csrf={csrf} now={now} />
          ))}
        </Stack>
      )}
    </>
  )
}

function ToRotate() {
  return (
    <Notice title="To rotate: give the new certificate to each identity provider, then let the new key sign.">
      Until you remove the old one, both stand in the metadata of this service.
    </Notice>
  )
}

function Key({ of: key, csrf, now }: { of: RequestKey; csrf: string; now: number }) {
  const at = `${requestSigningPath}/${key.id}`
  return (
    <CertificateCard
      {...key.certificate}
      title="Request signing key"
      id={`key-${key.id}`}
      sha1Said="Entra shows this one as Thumbprint of the verification certificate."
      now={now}
      beside={key.signs ? <Pill tone="ok">Signs</Pill> : <Pill>Published</Pill>}
    >
      <p class="small">
        Made <When at={key.madeAt} />
      </p>
      <Row>
        <Button href={`${at}/certificate`}>Download certificate</Button>
        {!key.signs && <Send action={`${at}/sign`} csrf={csrf} button="Let it sign" />}
        {!key.signs && (
          <Button kind="danger" href={`${at}/remove`}>
            Remove
          </Button>
        )}
      </Row>
    </CertificateCard>
  )
}

function Send({ action, csrf, button }: { action: string; csrf: string; button: string }) {
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <Button>{button}</Button>
    </form>
  )
}

export function RemoveKey({ of: key, csrf }: { of: RequestKey; csrf: string }) {
  const short = key.certificate.sha256.slice(0, 8).toUpperCase()
  return (
    <Lose
      title={`Remove key ${short}?`}
      lead="This cannot be undone."
      lost={[
        'It no longer stands in the metadata of this service.',
        'An identity provider that knows only this key refuses requests that another one signs.',
      ]}
      action={`${requestSigningPath}/${key.id}/remove`}
      csrf={csrf}
      button={`Remove key ${short}`}
      keep={{ href: requestSigningPath, label: 'Keep it' }}
    />
  )
}
