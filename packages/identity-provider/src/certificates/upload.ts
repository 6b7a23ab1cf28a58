import { readForm } from '@postern/kit/form'
import type { Web } from '@postern/kit/http'
import { guid } from '../guid.ts'
import { keyCredentials, mostCredentials, type Usage } from './key-credentials.ts'
import { type Uploaded, uploadedCertificate } from './uploaded.ts'

/** Keeps the certificate of an upload form. What is wrong with it, or undefined once it is kept. */
export async function upload(
  web: Web,
  usage: Usage,
  applicationId: string,
): Promise<Exclude<Uploaded, { certificate: unknown }> | undefined> {
  const form = await readForm(web)
  const read = await uploadedCertificate(form)
  if (!('certificate' in read)) return read
  const { now, world } = web.var
  const of = { id: guid(world.random), applicationId, certificate: read.certificate }
  if (await keyCredentials(world.store, usage).add(of, now)) return undefined
  return {
    field: form.has('file') && (await form.file('file')) ? 'file' : 'pasted',
    fault: `This certificate is here already, or there are ${mostCredentials}. Nothing was changed.`,
    pasted: form.text('pasted'),
  }
}
