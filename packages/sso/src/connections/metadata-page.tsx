import { Button, Choices, Csrf, ErrorSummary, Field, FileDrop, Row, Stack } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { path } from './words.ts'

export const largestMetadata = 524_288

export interface MetadataFormProps {
  readonly connection: Connection
  readonly csrf: string
  readonly source: 'file' | 'paste'
  readonly xml: string
  readonly error?: { readonly id: 'file' | 'xml'; readonly message: string }
}

/** *Metadata import*: the file, or its text pasted. What is imported replaces what was imported before. */
export function MetadataForm({ connection, csrf, source, xml, error }: MetadataFormProps) {
  const errorOf = (id: 'file' | 'xml') => (error?.id === id ? error.message : undefined)
  return (
    <form method="post" action={path(connection, 'metadata')} enctype="multipart/form-data">
      <Stack>
        <ErrorSummary errors={error ? [error] : []} />
        <Csrf token={csrf} />
        <Choices
          name="source"
          label="Where is the metadata?"
          type="radio"
          chosen={source}
          options={[
            {
              value: 'file',
              label: 'Metadata file on my computer',
              hint: 'Federation Metadata XML, downloaded under SAML Signing Certificate',
            },
            { value: 'paste', label: 'Paste XML', hint: 'the whole text, where there is no file' },
          ]}
        />
        <FileDrop
          name="file"
          label="Metadata file"
          hint="XML, up to 512 KB"
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          largest={largestMetadata}
          error={errorOf('file')}
        />
        <Field
          type="textarea"
          name="xml"
          label="Metadata as text"
          rows={4}
          mono
          value={xml}
          error={errorOf('xml')}
        />
        <Row end>
          <Button href={path(connection)}>Cancel</Button>
          <Button kind="primary">Import metadata</Button>
        </Row>
      </Stack>
    </form>
  )
}
