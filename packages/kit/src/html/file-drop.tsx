import type { Child } from 'hono/jsx'
import { describedBy, Said } from './field.tsx'
import { Icon } from './icon.tsx'
import { classes } from './tone.ts'

export interface FileDropProps {
  readonly name: string
  readonly id?: string | undefined
  /** Names the file: "Metadata file". */
  readonly label: string
  /** Kinds and the largest size, in words. */
  readonly hint?: Child
  readonly error?: string | undefined
  /** As of the `accept` attribute: `.xml`. */
  readonly accept?: string | undefined
  /** Bytes. The script says so at once when a file is larger; the server decides. */
  readonly largest?: number | undefined
  /** The file that was read before, and what reading it showed. Kept until another is chosen. */
  readonly read?: { readonly name: string; readonly says: Child } | undefined
  /** The id of a textarea that the script fills with the text of the file. */
  readonly into?: string | undefined
}

/** A file input in a box that a file can be dropped on. The form needs `enctype="multipart/form-data"`. */
export function FileDrop({
  name,
  id = name,
  label,
  hint,
  error,
  accept,
  largest,
  read,
  into,
}: FileDropProps) {
  return (
    <div class={classes('field', error && 'wrong')}>
      <label for={id}>{label}</label>
      <Said id={id} error={error} />
      <div class={classes('drop', read && 'read')} data-drop data-largest={largest} data-into={into}>
        <Icon name="file" />
        <div data-said aria-live="polite">
          <b>{read ? read.name : 'Drop the file here, or choose it'}</b>
          <span class="small" id={`${id}-hint`}>
            {read ? read.says : hint}
          </span>
        </div>
        <input
          id={id}
          name={name}
          type="file"
          accept={accept}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, read?.says ?? hint, error)}
        />
      </div>
    </div>
  )
}
