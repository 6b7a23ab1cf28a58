import { expect } from 'vitest'
import type { Host } from './host.ts'
import { client } from './provider.ts'
import { call, query } from './rest.ts'

const template = `$${'{preferred_username}'}`

/** Makes a user; without a licence it may not log in. */
export async function addUser(host: Host, name: string, licensed = true): Promise<void> {
  const user = { name, displayName: 'B.Simon', emailAddress: 'b@contoso.example', password: 'never used' }
  const made = await call(
    host.url,
    'POST',
    `/rest/api/latest/admin/users${query({ ...user, addToDefaultGroup: String(licensed) })}`,
  )
  expect(made.status).toBe(204)
}

/** Connects an identity provider; its id. */
export async function connect(host: Host, name: string, issuer: string): Promise<number> {
  const { status, body } = await call(host.url, 'POST', '/rest/authconfig/latest/idps', {
    json: {
      name,
      'sso-type': 'OIDC',
      enabled: true,
      'issuer-url': issuer,
      'client-id': client.id,
      'client-secret': client.secret,
      'username-claim': template,
      'additional-scopes': ['profile', 'email'],
      'discovery-enabled': true,
      buttonText: `Log in with ${name}`,
    },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as { id: number }).id
}
