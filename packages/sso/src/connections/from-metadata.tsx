import { Address, CertificateCard, Facts, Part, Pill, toneOfLife } from '@postern/kit/html'
import { HTTP_REDIRECT } from '@postern/saml'
import type { IdentityProvider } from './connection.ts'

/** What the metadata said, to be compared with the screen of the identity provider. */
export function FromMetadata({ of, now }: { of: IdentityProvider; now: number }) {
  return (
    <>
      <Part title="What the metadata says">
        <Facts
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
      {of.certificates.map((certificate, n) => (
        <CertificateCard
          {...certificate}
          title="Signing certificate"
          id={`certificate-${n + 1}`}
          now={now}
          beside={
            certificate.notAfter < now ? (
              <Pill tone={toneOfLife(certificate.notAfter, now)}>Expired</Pill>
            ) : (
              <span class="small">
                {n + 1} of {of.certificates.length}
              </span>
            )
          }
        />
      ))}
    </>
  )
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
