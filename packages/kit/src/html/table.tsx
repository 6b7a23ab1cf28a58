import type { Child } from 'hono/jsx'
import { classes } from './tone.ts'

export interface Column<Row> {
  readonly head: Child
  readonly cell: (row: Row) => Child
  /** For numbers and times. */
  readonly right?: boolean | undefined
  /** Left out on a phone, where only the two columns that matter stay. */
  readonly wideOnly?: boolean | undefined
}

export interface TableProps<Row> {
  /** The first column is the link (`TableLink`). At most six. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Said to screen readers when no heading stands above. */
  readonly label: string
  readonly id?: string | undefined
  /** An `Empty`, shown in place of the table when it has no rows. */
  readonly empty?: Child
}

/** Rows of one kind of thing. Scrolls sideways in its own place when it is wide. */
export function Table<Row>({ columns, rows, label, id, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <div id={id}>{empty}</div>
  const class_ = (column: Column<Row>) => classes(column.right && 'right num', column.wideOnly && 'wide-only')
  return (
    <div class="wrap" id={id}>
      <table class="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={class_(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <td class={class_(column)}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The link of a row, with one quiet line under it. */
export function TableLink({ href, under, children }: { href: string; under?: Child; children?: Child }) {
  return (
    <>
      <a href={href}>{children}</a>
      {under && <small class="small">{under}</small>}
    </>
  )
}

/** Things one under another with hairlines between: shorter than a table. Each item is a row of children. */
export function Lines({ items }: { items: readonly Child[] }) {
  return (
    <ul class="lines">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}
