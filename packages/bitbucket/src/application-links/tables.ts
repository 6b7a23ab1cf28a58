import { createHash } from 'node:crypto'
import { isScope, type Scope } from './scopes.ts'

export interface LinkTables {
  application_links: {
    id: number
    name_key: string
    name: string
    redirect_url: string
    scopes: string
    client_id: string
    client_secret: string
    created_at: number
  }
  oauth_codes: {
    code: string
    link: number
    user_id: number
    scopes: string
    challenge: string
    expires_at: number
    taken_at: number | null
  }
  oauth_tokens: {
    token: string
    kind: 'access' | 'refresh'
    family: string
    link: number
    user_id: number
    scopes: string
    expires_at: number
  }
}

/** Codes and tokens are kept as digests: who reads the store can use none. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Scopes as the wire and the store write them: names with a space between. */
export const readScopes = (text: string): readonly Scope[] => text.split(' ').filter(isScope)
