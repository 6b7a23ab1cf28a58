import { csrfToken } from '@postern/kit/form'
import type { Web } from '@postern/kit/http'
import type { ConsoleAccess } from './ports.ts'
import { SignInPage, type SignInPageProps } from './sign-in-page.tsx'
import { signedInAs } from './signed-in-already.tsx'

/** The sign-in, again where something was wrong with the first attempt. */
export async function showFirstStep(
  web: Web,
  of: ConsoleAccess,
  shown: Pick<SignInPageProps, 'next' | 'userName' | 'error' | 'passkeyError'>,
): Promise<Response> {
  const wrong = shown.error ?? shown.passkeyError
  return web.html(
    <SignInPage
      csrf={csrfToken(web)}
      publicUrl={web.var.world.settings.publicUrl}
      already={await signedInAs(web, of)}
      {...shown}
    />,
    wrong ? 400 : 200,
  )
}
