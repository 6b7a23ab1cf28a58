import { csrfToken, readForm } from '@postern/kit/form'
import { Head, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { certificatePem } from '@postern/saml'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import { RemoveKey, RequestSigningPage, requestSigningPath } from './page.tsx'
import { requestKeyProblem } from './problems.ts'
import type { RequestKey, RequestKeys } from './store.ts'

const confirmations: Readonly<Record<string, string>> = {
  made: 'The key is made, and published in the metadata of this service.',
  signs: 'The key signs from now on.',
  removed: 'The key is removed.',
}

export function requestSigningRoutes({ requestKeys }: { readonly requestKeys: RequestKeys }): Hono<Env> {
  const app = new Hono<Env>()
  const require = async (web: Web): Promise<RequestKey> => {
    const found = (await requestKeys.list()).find(({ id }) => id === web.req.param('id'))
    if (!found) throw requestKeyProblem('request-key-unknown', {})
    return found
  }
  app.get(requestSigningPath, async (web) => {
    const done = confirmations[web.req.query('done') ?? '']
    return web.html(
      <Shell web={web} title="Request signing" current="/admin/connections">
        <RequestSigningPage keys={await requestKeys.list()} csrf={csrfToken(web)} now={web.var.now} />
        {done && <Toast>{done}</Toast>}
      </Shell>,
    )
  })
  app.post(requestSigningPath, async (web) => {
    await readForm(web)
    await requestKeys.make()
    return web.redirect(`${requestSigningPath}?done=made`, 303)
  })
  app.get(`${requestSigningPath}/:id/certificate`, async (web) => {
    const { certificate } = await require(web)
    return web.body(certificatePem(certificate), 200, {
      'content-type': 'application/x-pem-file',
      'content-disposition': `attachment; filename="postern-request-signing-${certificate.sha256.slice(0, 8)}.cer"`,
    })
  })
  app.post(`${requestSigningPath}/:id/sign`, async (web) => {
    const { id } = await require(web)
    await readForm(web)
    await requestKeys.sign(id)
    return web.redirect(`${requestSigningPath}?done=signs`, 303)
  })
  app.get(`${requestSigningPath}/:id/remove`, async (web) => {
    const key = await require(web)
    return web.html(
      <Shell web={web} title="Remove key" current="/admin/connections">
        <Head crumbs={[{ label: 'Request signing', href: requestSigningPath }]} title="Remove key" />
        <RemoveKey of={key} csrf={csrfToken(web)} />
      </Shell>,
    )
  })
  app.post(`${requestSigningPath}/:id/remove`, async (web) => {
    const { id } = await require(web)
    await readForm(web)
    await requestKeys.remove(id)
    return web.redirect(`${requestSigningPath}?done=removed`, 303)
  })
  return app
}
