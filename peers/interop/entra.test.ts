import { existsSync, readFileSync } from 'node:fs'
import { readAuthnRequest, readLogoutRequest, readMetadata } from '@postern/saml'
import { describe, expect, test } from 'vitest'
import { samples } from '../../packages/saml/src/testing/corpora.ts'
import { corpusMessages } from '../differential/corpora.ts'
import { judge } from '../differential/ours.ts'
import { xmlsec1 as verifier } from '../differential/xmlsec1.ts'

const missing = existsSync(samples) ? undefined : 'the samples of Entra are not here'
const file = (path: string) => readFileSync(new URL(path, samples))

describe.skipIf(missing)(`what Entra wrote${missing ? `: ${missing}` : ''}`, () => {
  test('its response: we accept it, and xmlsec1 holds its signature for good', async () => {
    const messages = corpusMessages().filter(({ name }) => name.startsWith('samples/entra/'))
    expect(messages.map(judge).map(({ code, named }) => [code, named?.nameId])).toEqual([
      [undefined, 'fumieval@herpdev.onmicrosoft.com'],
    ])
    if (verifier.absent !== undefined) return
    expect((await verifier.ask(messages)).map(({ verdict }) => verdict)).toEqual(['yes'])
  })

  test.each(['aad-common-2017-identitymodel.xml', 'entra-app-2023-logto.xml'])('its metadata: %s', (name) => {
    const [entity] = readMetadata(file(`metadata/${name}`)).entities
    expect(entity?.entityId).toMatch(/^https:\/\/sts\.windows\.net\//)
    expect(entity?.identityProvider?.singleSignOn.map(({ location }) => location)).toContain(
      entity?.identityProvider?.singleLogout[0]?.location,
    )
    expect(entity?.identityProvider?.certificates.length).toBeGreaterThan(0)
  })

  test('the requests that its documents show', () => {
    expect(readAuthnRequest(file('requests/docs-authnrequest-minimal.xml')).issuer?.value).toBeTruthy()
    expect(readLogoutRequest(file('requests/docs-logoutrequest.xml')).nameId?.value).toBeTruthy()
  })
})
