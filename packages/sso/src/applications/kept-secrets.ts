import type { Seal } from '@postern/kit/seal'

/** What of *Connect Bitbucket* no page shows again. */
export interface TypedSecrets {
  readonly clientSecret: string
  readonly password: string
}

const purpose = 'application secrets as typed'
const lasts = 20 * 60_000
const none: TypedSecrets = { clientSecret: '', password: '' }

/**
 * Goes to the page and comes back with it, sealed: a test, or a field that is wrong, does not cost what was typed, and it can
 * be read on no page. '' where nothing was typed.
 */
export function sealSecrets(seal: Seal, { clientSecret, password }: TypedSecrets, now: number): string {
  if (clientSecret === '' && password === '') return ''
  return seal.close(JSON.stringify({ clientSecret, password, until: now + lasts }), purpose)
}

export function openSecrets(seal: Seal, sealed: string, now: number): TypedSecrets {
  if (sealed === '') return none
  try {
    const kept = JSON.parse(seal.open(sealed, purpose)) as TypedSecrets & { readonly until: number }
    return kept.until > now ? kept : none
  } catch {
    return none
  }
}
