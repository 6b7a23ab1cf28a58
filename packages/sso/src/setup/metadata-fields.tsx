import { Choices, Field, type FieldError, FileDrop, Fold } from '@postern/kit/html'
import type { Connection, MetadataSource } from '../connections/connection.ts'
import { FromMetadata } from '../connections/from-metadata.tsx'
import { presetOf } from '../presets/presets.ts'
import { largestMetadata } from './metadata-source.ts'
import { errorAt } from './step.ts'

/** As typed. A file cannot be kept. */
export interface TypedMetadata {
  readonly source: MetadataSource['from']
  readonly address: string
  /** The host, typed again to confirm it. */
  readonly host: string
  readonly xml: string
}

export interface MetadataFieldsProps {
  readonly connection: Connection
  readonly typed: TypedMetadata
  readonly errors: readonly FieldError[]
  readonly now: number
}

/** *Metadata import*: the three ways to give it, and what was read before. */
export function MetadataFields({ connection, typed, errors, now }: MetadataFieldsProps) {
  const { metadata } = presetOf(connection.preset)
  const { identityProvider } = connection
  return (
    <>
      <Choices
        name="source"
        label="Where is the metadata?"
        type="radio"
        chosen={typed.source}
        options={[
          { value: 'file', label: 'Metadata file on my computer' },
          { value: 'address', label: 'Published URL', hint: 'read once, now' },
          { value: 'text', label: 'Paste XML' },
        ]}
      />
      <FileDrop
        name="file"
        label="Metadata file"
        hint={`${metadata.file}. XML, up to 512 KB`}
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        largest={largestMetadata}
        error={errorAt(errors, 'file')}
      />
      <Fold
        summary="The metadata is published, or I have its text"
        open={typed.source !== 'file' || errors.some(({ id }) => id !== 'file')}
      >
        <Field
          type="url"
          name="address"
          label="Published URL"
          hint={metadata.address}
          value={typed.address}
          error={errorAt(errors, 'address')}
          maxlength={2000}
          mono
        />
        <Field
          name="host"
          label="Host, to confirm that it is in your own network"
          hint="Only for an address inside your network or on this machine: type its host name once more."
          value={typed.host}
          error={errorAt(errors, 'host')}
          maxlength={253}
          width="middle"
          mono
        />
        <Field
          type="textarea"
          name="xml"
          label="Metadata as text"
          rows={4}
          mono
          value={typed.xml}
          error={errorAt(errors, 'xml')}
        />
      </Fold>
      {identityProvider && <FromMetadata of={identityProvider} preset={connection.preset} now={now} />}
    </>
  )
}
