import { Address, Facts, Part, When } from '@postern/kit/html'
import { HTTP_REDIRECT } from '@postern/saml'
import type { IdentityProvider, MetadataSource } from './connection.ts'
import { SigningCertificate } from './signing-certificate.tsx'

export interface FromMetadataProps {
  readonly of: IdentityProvider
  /** Whose words are used. */
  readonly preset: string
  readonly now: number
  /** SHA-256 of the certificates that are believed; where it is given, the others are marked. */
  readonly verified?: readonly string[]
}

/** What the metadata said, to be compared with the screen of the identity provider. */
export function FromMetadata({ of, preset, now, verified }: FromMetadataProps) {
  return (
    <>
      <MetadataFacts of={of} />
      {of.certificates.map((certificate, n) => (
        <SigningCertificate
          certificate={certificate}
          place={{ n: n + 1, of: of.certificates.length }}
          preset={preset}
          now={now}
          waits={verified !== undefined && !verified.includes(certificate.sha256)}
        />
      ))}
    </>
  )
}

/** Its names and addresses. */
export function MetadataFacts({ of }: { of: IdentityProvider }) {
  return (
    <Part title="What the metadata says" beside={<ReadFrom source={of.source} />}>
      <Facts
        layout="slim"
        facts={[
          { label: 'Entity ID', value: <Address>{of.entityId}</Address> },
          ...logins(of).map(([location, bindings]) => ({
            label: 'Login URL',
            value: <Located location={location} under={bindings} />,
          })),
          {
            label: 'Logout URL',
            value: of.singleLogout && (
              <Located location={of.singleLogout.location} under={shortBinding(of.singleLogout.binding)} />
            ),
          },
        ]}
      />
    </Part>
  )
}

/** Nothing for what was imported before this was kept. */
function ReadFrom({ source }: { source: MetadataSource | undefined }) {
  if (!source) return null
  return (
    <span class="small">
      read from {sourceWords(source)}, <When at={source.readAt} />
    </span>
  )
}

function sourceWords({ from, address = '' }: MetadataSource): string {
  switch (from) {
    case 'file':
      return 'a file'
    case 'text':
      return 'pasted text'
    case 'address':
      return URL.canParse(address) ? new URL(address).host : 'its address'
  }
}

function Located({ location, under }: { location: string; under: string }) {
  return (
    <>
      <Address>{location}</Address>
      <span class="small under">{under}</span>
    </>
  )
}

/** Each address once, with its bindings in words, HTTP-Redirect first: that one is used. */
function logins({ singleSignOn }: IdentityProvider): readonly (readonly [string, string])[] {
  const byLocation = Map.groupBy(singleSignOn, ({ location }) => location)
  return [...byLocation].map(([location, endpoints]) => {
    const bindings = endpoints
      .map(({ binding }) => binding)
      .toSorted((a, b) => Number(b === HTTP_REDIRECT) - Number(a === HTTP_REDIRECT))
    return [location, bindings.map(shortBinding).join(' and ')]
  })
}

const shortBinding = (binding: string) => binding.slice(binding.lastIndexOf(':') + 1)
