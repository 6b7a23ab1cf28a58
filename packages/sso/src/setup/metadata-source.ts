import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { Problem } from '@postern/saml'
import { fetchMetadata, largestMetadata } from '../metadata/fetch-metadata.ts'
import type { TypedMetadata } from './metadata-fields.tsx'

export const tooLarge = 'Metadata is at most 512 KB. Download the metadata of this one application.'

export interface Given {
  readonly typed: TypedMetadata
  readonly file?: Uint8Array
}

/** The field that a source is given in. */
export const fieldOf = { file: 'file', address: 'address', text: 'xml' } as const

/** What was chosen, typed and pasted. */
export async function givenMetadata(form: Form): Promise<Given> {
  const file = await form.file('file')
  const address = form.text('address').trim()
  const xml = form.text('xml').trim()
  const given = { file: file !== undefined, address: address !== '', xml: xml !== '' }
  const typed = { source: sourceOf(form.text('source'), given), address, host: form.text('host').trim(), xml }
  return { typed, ...(file ? { file } : {}) }
}

/** The chosen one. Where the choice was left as it stood, what was given decides. */
function sourceOf(
  chosen: string,
  given: { readonly file: boolean; readonly address: boolean; readonly xml: boolean },
): TypedMetadata['source'] {
  if (chosen === 'address' || chosen === 'text') return chosen
  if (given.file) return 'file'
  if (given.address) return 'address'
  return given.xml ? 'text' : 'file'
}

export const isUntouched = ({ typed, file }: Given) => !file && typed.address === '' && typed.xml === ''

/** The metadata, from where it is to come; or what is wrong with that, at its field. */
export async function octetsOf({ typed, file }: Given): Promise<Uint8Array | FieldError> {
  const id = fieldOf[typed.source]
  switch (typed.source) {
    case 'file':
      return file ? sized(file, id) : { id, message: 'Choose the metadata file that you downloaded.' }
    case 'text':
      if (typed.xml === '') return { id, message: 'Paste the whole metadata.' }
      return sized(new TextEncoder().encode(typed.xml), id)
    case 'address':
      if (typed.address === '') return { id, message: 'Enter the address under which it is published.' }
      return fetched(typed)
  }
}

const sized = (octets: Uint8Array, id: string) =>
  octets.length > largestMetadata ? { id, message: tooLarge } : octets

async function fetched({ address, host }: TypedMetadata): Promise<Uint8Array | FieldError> {
  try {
    return await fetchMetadata(address, { confirmedHost: host })
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const id = thrown.code === 'address-not-confirmed' ? 'host' : 'address'
    return { id, message: `${thrown.message} ${thrown.remedy}` }
  }
}
