import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Stack } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { Hono } from 'hono'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import { FromMetadata } from './from-metadata.tsx'
import { readIdentityProvider } from './metadata-import.ts'
import { largestMetadata, MetadataForm, type MetadataFormProps } from './metadata-page.tsx'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

/** The file and the rest of the form; more is refused before it is read. */
const largestForm = 4 * largestMetadata

type Typed = Pick<MetadataFormProps, 'source' | 'xml' | 'error'>

export function metadataRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/metadata', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    return page(web, connection, { source: 'file', xml: '' })
  })
  app.post('/admin/connections/:id/metadata', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web, { limit: largestForm }).catch((thrown: unknown) => {
      if (thrown instanceof Problem && thrown.code === 'body-too-large') return undefined
      throw thrown
    })
    if (!form) return page(web, connection, { source: 'file', xml: '', error: tooLarge('file') })
    const read = await readImport(form)
    if (read.error) return page(web, connection, read)
    try {
      const of_ = { ourAddress: connection.address, now: web.var.now }
      const identityProvider = readIdentityProvider(read.octets, of_)
      await of.connections.change(connection.id, { identityProvider })
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      const id = read.source === 'file' ? 'file' : 'xml'
      return page(web, connection, { ...read, error: { id, message: `${thrown.message} ${thrown.remedy}` } })
    }
    return web.redirect(`${path(connection)}?done=imported`, 303)
  })
  return app
}

const tooLarge = (id: 'file' | 'xml') => ({
  id,
  message: 'Metadata is at most 512 KB. Download Federation Metadata XML of this one application.',
})

/** What is to be imported: the file where one was chosen, else the pasted text. */
async function readImport(form: Form): Promise<Typed & { readonly octets: Uint8Array }> {
  const xml = form.text('xml')
  const file = await form.file('file')
  const source = file ? 'file' : form.text('source') === 'paste' || xml.trim() ? 'paste' : 'file'
  const id = source === 'file' ? 'file' : 'xml'
  const octets = file ?? new TextEncoder().encode(xml.trim())
  if (octets.length > largestMetadata) return { source, xml: '', octets, error: tooLarge(id) }
  if (octets.length === 0) {
    const message =
      source === 'file'
        ? 'Choose the metadata file that you downloaded from the identity provider.'
        : 'Paste the metadata of the identity provider.'
    return { source, xml, octets, error: { id, message } }
  }
  return { source, xml, octets }
}

function page(web: Web, connection: Connection, typed: Typed) {
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="metadata"
      title="Metadata import"
      lead={`The metadata tells Postern where to send people and which certificate to trust. ${effect(connection)}`}
    >
      <Stack gap="wide">
        <MetadataForm connection={connection} csrf={csrfToken(web)} {...typed} />
        {connection.identityProvider && <FromMetadata of={connection.identityProvider} now={web.var.now} />}
      </Stack>
    </ConnectionFrame>,
    typed.error ? 400 : 200,
  )
}

const effect = ({ state, identityProvider }: Connection) =>
  state === 'draft' || !identityProvider
    ? 'Nothing is live before Finish.'
    : 'What you import counts at once, in place of what is there.'
