import { Branches, Field, type FieldError, FileDrop } from '@postern/kit/html'
import type { Connection, MetadataSource } from '../connections/connection.ts'
import { FromMetadata } from '../connections/from-metadata.tsx'
import { largestMetadata } from '../metadata/fetch-metadata.ts'
import { presetOf } from '../presets/presets.ts'
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
  const file = (
    <FileDrop
      name="file"
      label="Metadata file"
      hint={`${metadata.file}. XML, up to 512 KB`}
      accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
      largest={largestMetadata}
      error={errorAt(errors, 'file')}
    />
  )
  const text = (
    <Field
      type="textarea"
      name="xml"
      label="Metadata as text"
      hint="All of it, from the first < to the last >."
      rows={8}
      mono
      value={typed.xml}
      error={errorAt(errors, 'xml')}
    />
  )
  return (
    <>
      <Branches
        name="source"
        label="Where is the metadata?"
        chosen={typed.source}
        options={[
          { value: 'file', label: 'Metadata file on my computer', fields: file },
          {
            value: 'address',
            label: 'Metadata at a published URL',
            hint: 'read now, and again every hour',
            fields: <Published hint={metadata.address} typed={typed} errors={errors} />,
          },
          { value: 'text', label: 'Paste XML', fields: text },
        ]}
      />
      {identityProvider && <FromMetadata of={identityProvider} preset={connection.preset} now={now} />}
    </>
  )
}

function Published(of: { hint: string; typed: TypedMetadata; errors: readonly FieldError[] }) {
  const { hint, typed, errors } = of
  return (
    <>
      <Field
        type="url"
        name="address"
        label="Published URL"
        hint={hint}
        value={typed.address}
        error={errorAt(errors, 'address')}
        maxlength={2000}
        mono
      />
      <Field
        name="host"
        label="Host"
        hint="Only for an address inside your own network or on this machine: type its host name once more."
        value={typed.host}
        error={errorAt(errors, 'host')}
        maxlength={253}
        width="middle"
        mono
      />
    </>
  )
}
