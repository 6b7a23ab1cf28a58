import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { Problem } from '@postern/saml'
import { fetchMetadata } from './fetch-metadata.ts'
import type { TypedMetadata } from './metadata-fields.tsx'

/** Octets: what `@postern/saml` reads at most. */
export const largestMetadata = 524_288

export const tooLarge = 'Metadata is at most 512 KB. Download the metadata of this one application.'

export interface Given {
  readonly typed: TypedMetadata
  /** Nothing was chosen, typed or pasted. */
  readonly untouched: boolean
  readonly octets?: Uint8Array
  readonly error?: FieldError
}

/** The field that a source is given in. */
export const fieldOf = { file: 'file', address: 'address', text: 'xml' } as const

/** What is to be imported: a file where one was chosen, else what was typed in the field of the chosen source. */
export async function givenMetadata(form: Form): Promise<Given> {
  const file = await form.file('file')
  const address = form.text('address').trim()
  const xml = form.text('xml').trim()
  const typed = {
    source: sourceOf(form, { file, address, xml }),
    address,
    host: form.text('host').trim(),
    xml,
  }
  const untouched = !file && address === '' && xml === ''
  const field = fieldOf[typed.source]
  const wrong = (message: string) => ({ typed, untouched, error: { id: field, message } })
  switch (typed.source) {
    case 'file':
      return file ? sized(file) : wrong('Choose the metadata file that you downloaded.')
    case 'text':
      return xml ? sized(new TextEncoder().encode(xml)) : wrong('Paste the whole metadata.')
    case 'address':
      return address ? fetched() : wrong('Enter the address under which the metadata is published.')
  }

  function sized(octets: Uint8Array): Given {
    return octets.length > largestMetadata
      ? { ...wrong(tooLarge), typed: { ...typed, xml: '' } }
      : { typed, untouched, octets }
  }

  async function fetched(): Promise<Given> {
    try {
      return sized(await fetchMetadata(address, { confirmedHost: typed.host }))
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      const id = thrown.code === 'address-not-confirmed' ? 'host' : 'address'
      return { typed, untouched, error: { id, message: `${thrown.message} ${thrown.remedy}` } }
    }
  }
}

/** The chosen one; what is there decides where the choice was left as it stood. */
function sourceOf(
  form: Form,
  { file, address, xml }: { file: Uint8Array | undefined; address: string; xml: string },
): TypedMetadata['source'] {
  if (file) return 'file'
  const chosen = form.text('source')
  if (chosen === 'address' || chosen === 'text') return chosen
  if (address) return 'address'
  return xml ? 'text' : 'file'
}
