import type { AtIdentityProvider } from './onward.ts'

export const identityProviderWords: Readonly<Record<AtIdentityProvider, string>> = {
  'identity-provider': 'Signed out',
  unconfirmed: 'It did not confirm it. Close the browser to be sure.',
  '': 'You may still be signed in there. Close the browser to be sure.',
}
