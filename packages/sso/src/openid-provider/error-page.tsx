import { Copy, Door, Facts, Notice } from '@postern/kit/html'
import { html } from 'hono/html'
import type { Configuration } from 'oidc-provider'
import { keepRefusal, problemOf } from './refusal.ts'

/** Answers where the application's request cannot be answered to the application: a redirect would go to nobody known. */
export function renderError(
  of: Parameters<typeof keepRefusal>[0],
): NonNullable<Configuration['renderError']> {
  return async (ctx, out) => {
    const problem = problemOf(ctx, out)
    ctx.type = 'html'
    ctx.body = await refusalPage(problem.code, await keepRefusal(of, ctx, problem))
  }
}

/** Outside Hono a page is made into text by hand. */
export async function refusalPage(code: string, reference: string): Promise<string> {
  const page = await html`${<RefusalPage code={code} reference={reference} />}`
  // A String object so far, which Koa would send as JSON.
  return page.toString()
}

function RefusalPage({ code, reference }: { readonly code: string; readonly reference: string }) {
  return (
    <Door
      server="sso"
      title="You are not signed in"
      brand="Postern"
      foot="Give the reference to your help desk if it happens again."
    >
      <Notice tone="bad" title="The application’s request could not be answered.">
        It is nothing that you did, and nothing was changed. Open the application again; it begins a new
        sign-in.
      </Notice>
      <Copy value={reference} label="reference" strong />
      <Facts small facts={[{ label: 'Code', value: <code>{code}</code> }]} />
    </Door>
  )
}
