import { csrfToken, readForm } from '@postern/kit/form'
import { Head, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { certificatePem } from '@postern/saml'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import { RemoveKey, RequestSigningPage, requestSigningPath } from './page.tsx'
import { requestKeyProblem } from './problems.ts'
import { type RequestKey, type RequestKeys, requestKeys } from './store.ts'

const changed = (action: string, sha256: string) => ({
  action,
  subject: {
    kind: 'Request signing',
    id: sha256.slice(0, 16),
    name: `Key ${sha256.slice(0, 8).toUpperCase()}`,
  },
})

/** Both or neither. */
async function audited(
  web: Web,
  action: string,
  key: RequestKey,
  work: (inside: RequestKeys) => Promise<void>,
): Promise<void> {
  const { world } = web.var
  await world.store.transaction(async (inside) => {
    await work(requestKeys({ ...world, store: inside }))
    await record(inside, whoOf(web), changed(action, key.certificate.sha256))
  })
}

const confirmations: Readonly<Record<string, string>> = {
  made: 'The key is made, and published in the metadata of this service.',
  signs: 'The key signs from now on.',
  removed: 'The key is removed.',
}

export function requestSigningRoutes(of: { readonly requestKeys: RequestKeys }): Hono<Env> {
  const app = new Hono<Env>()
  const require = async (web: Web): Promise<RequestKey> => {
    const found = (await of.requestKeys.list()).find(({ id }) => id === web.req.param('id'))
    if (!found) throw requestKeyProblem('request-key-unknown', {})
    return found
  }
  app.get(requestSigningPath, async (web) => {
    const done = confirmations[web.req.query('done') ?? '']
    return web.html(
      <Shell web={web} title="Request signing" current="/admin/connections">
        <RequestSigningPage keys={await of.requestKeys.list()} csrf={csrfToken(web)} now={web.var.now} />
        {done && <Toast>{done}</Toast>}
      </Shell>,
    )
  })
  app.post(requestSigningPath, freshProof, async (web) => {
    await readForm(web)
    await of.requestKeys.make((inside, certificate) =>
      record(inside, whoOf(web), changed('Key made', certificate.sha256)),
    )
    return web.redirect(`${requestSigningPath}?done=made`, 303)
  })
  app.get(`${requestSigningPath}/:id/certificate`, async (web) => {
    const { certificate } = await require(web)
    return web.body(certificatePem(certificate), 200, {
      'content-type': 'application/x-pem-file',
      'content-disposition': `attachment; filename="postern-request-signing-${certificate.sha256.slice(0, 8)}.cer"`,
    })
  })
  app.post(`${requestSigningPath}/:id/sign`, freshProof, async (web) => {
    const key = await require(web)
    await readForm(web)
    await audited(web, 'Key signs', key, (inside) => inside.sign(key.id))
    return web.redirect(`${requestSigningPath}?done=signs`, 303)
  })
  app.get(`${requestSigningPath}/:id/remove`, freshProof, async (web) => {
    const key = await require(web)
    return web.html(
      <Shell web={web} title="Remove key" current="/admin/connections">
        <Head crumbs={[{ label: 'Request signing', href: requestSigningPath }]} title="Remove key" />
        <RemoveKey of={key} csrf={csrfToken(web)} />
      </Shell>,
    )
  })
  app.post(`${requestSigningPath}/:id/remove`, freshProof, async (web) => {
    const key = await require(web)
    await readForm(web)
    await audited(web, 'Key removed', key, (inside) => inside.remove(key.id))
    return web.redirect(`${requestSigningPath}?done=removed`, 303)
  })
  return app
}
