import { createHash } from 'node:crypto'
import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import { changeConnection } from '../connections/audited.ts'
import type { Connection, IdentityProvider } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import { compareMetadata } from './compare.ts'
import { ComparePage } from './compare-page.tsx'

type Importing = Connection & { readonly pendingImport: IdentityProvider }

/** An import into a connection that serves waits here until somebody compared it with what counts now. */
export function compareRoutes({ connections }: { readonly connections: Connections }): Hono<Env> {
  const app = new Hono<Env>()
  const address = '/admin/connections/:id/compare'
  app.get(address, freshProof, async (web) => {
    const connection = await connections.require(web.req.param('id'))
    if (!imports(connection)) return web.redirect(path(connection), 303)
    return page(web, connection, usualTicks(connection), [])
  })
  app.post(address, freshProof, async (web) => {
    const connection = await connections.require(web.req.param('id'))
    const form = await readForm(web)
    if (!imports(connection)) return web.redirect(path(connection), 303)
    if (form.text('go') === 'discard') {
      await connections.renew(connection, { pendingImport: null })
      return web.redirect(`${path(connection)}?done=discarded`, 303)
    }
    const ticked = form.all('verified')
    const errors = faultsOf(connection, ticked, form.text('compared'))
    if (errors.length > 0) return page(web, connection, ticked, errors)
    const change = { store: web.var.world.store, who: whoOf(web), before: connection }
    const taken = await changeConnection({ ...change, action: 'Metadata taken in' }, (inside) =>
      inside.renew(connection, taking(connection, ticked)),
    )
    return taken
      ? web.redirect(`${path(connection)}?done=imported`, 303)
      : page(web, connection, ticked, [changedMeanwhile])
  })
  return app
}

const imports = (connection: Connection): connection is Importing => connection.pendingImport !== undefined

/** What is believed stays ticked; what is new is ticked by the person who compared it. */
const usualTicks = (connection: Importing) =>
  compareMetadata(connection, connection.pendingImport)
    .certificates.filter(({ believed }) => believed)
    .map(({ certificate }) => certificate.sha256)

const changedMeanwhile: FieldError = {
  id: 'verified-1',
  message: 'Something else was imported or compared meanwhile. Compare once more what stands here now.',
}

function faultsOf(connection: Importing, ticked: readonly string[], compared: string): readonly FieldError[] {
  if (compared !== nameOf(connection.pendingImport)) return [changedMeanwhile]
  const { certificates } = compareMetadata(connection, connection.pendingImport)
  if (certificates.some(({ certificate }) => ticked.includes(certificate.sha256))) return []
  return [
    {
      id: 'verified-1',
      message: 'Tick at least one certificate: without one nobody can sign in. To let nobody in, pause it.',
    },
  ]
}

function taking(connection: Importing, ticked: readonly string[]) {
  const { pendingImport: read } = connection
  const { certificates } = compareMetadata(connection, read)
  const kept = certificates.filter(
    ({ standing, certificate }) => standing === 'gone' && ticked.includes(certificate.sha256),
  )
  const shown = [...read.certificates, ...kept.map(({ certificate }) => certificate)]
  const verifiedCertificates = shown.map(({ sha256 }) => sha256).filter((sha256) => ticked.includes(sha256))
  return {
    identityProvider: { ...read, certificates: shown },
    verifiedCertificates,
    pendingImport: null,
  }
}

/** Its fingerprint: what was compared, to the letter. */
const nameOf = (read: IdentityProvider) =>
  createHash('sha256')
    .update(JSON.stringify({ ...read, certificates: read.certificates.map(({ sha256 }) => sha256) }))
    .digest('base64url')

function page(
  web: Web,
  connection: Importing,
  ticked: readonly string[],
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const read = connection.pendingImport
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="setup/metadata-import"
      title="Compare the import"
      lead={`What was imported for ${connection.name}, beside what counts now.`}
    >
      <ComparePage
        connection={connection}
        read={read}
        comparison={compareMetadata(connection, read)}
        compared={nameOf(read)}
        ticked={ticked}
        errors={errors}
        csrf={csrfToken(web)}
        now={web.var.now}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}
