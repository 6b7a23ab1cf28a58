import { Door, Facts, Notice } from '@postern/kit/html'
import { makeReference } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import { html } from 'hono/html'
import type { Configuration } from 'oidc-provider'

/** What a person sees when the application's request cannot even be answered to the application. */
export function renderError(world: World): NonNullable<Configuration['renderError']> {
  return async (ctx, out, error) => {
    const reference = makeReference(world.random)
    const { oidc } = ctx
    const line = {
      reference,
      code: out.error,
      client: oidc?.params?.client_id,
      detail: out.error_description,
    }
    if (out.error === 'server_error') world.log.error({ ...line, err: error }, 'a bug: not a protocol error')
    else world.log.info(line, 'OpenID request refused')
    ctx.type = 'html'
    ctx.body = await page(out.error, reference)
  }
}

/** For a request that the provider is not asked about at all. */
export function refusalPage(world: World, code: string): Promise<string> {
  return page(code, makeReference(world.random))
}

/** Outside Hono a page is made into text by hand. */
async function page(code: string, reference: string): Promise<string> {
  return await html`${<ErrorPage code={code} reference={reference} />}`
}

function ErrorPage({ code, reference }: { code: string; reference: string }) {
  return (
    <Door server="sso" title="You are not signed in" brand="Postern">
      <Notice tone="bad" title="The application’s request could not be answered.">
        Nothing was changed. Open the application again; it begins a new sign-in.
      </Notice>
      <p>If it happens again, give your help desk this reference and code.</p>
      <Facts
        facts={[
          { label: 'Reference', value: <code>{reference}</code> },
          { label: 'Code', value: <code>{code}</code> },
        ]}
      />
    </Door>
  )
}
