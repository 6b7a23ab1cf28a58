import { csrfToken } from '@postern/kit/form'
import { Csrf } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'

/** The form of a step, in the wizard and after it. */
export function StepForm(of: { web: Web; action: string; upload: boolean; children?: Child }) {
  return (
    <form
      class="stack wide"
      method="post"
      action={of.action}
      data-kept
      enctype={of.upload ? 'multipart/form-data' : undefined}
    >
      {of.children}
      <Csrf token={csrfToken(of.web)} />
    </form>
  )
}
