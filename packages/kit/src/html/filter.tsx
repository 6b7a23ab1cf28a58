import type { Child } from 'hono/jsx'
import type { Option } from './field.tsx'
import { Icon } from './icon.tsx'

export interface SearchProps {
  /** Where the GET goes. Default: this page. */
  readonly action?: string | undefined
  /** Default `q`. */
  readonly name?: string | undefined
  /** Says what is searched; hidden, and shown as the placeholder. */
  readonly label: string
  readonly value?: string | undefined
  /** The id of the element that a script exchanges while one types. It must be in the answer to the same GET. */
  readonly live?: string | undefined
}

/** One search box alone, for `Top`. */
export function Search({ action, name = 'q', label, value, live }: SearchProps) {
  return (
    <search>
      <form class="seek" method="get" action={action} data-live={live}>
        <Seek name={name} label={label} value={value} />
      </form>
    </search>
  )
}

function Seek({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <>
      <Icon name="search" />
      <label class="hide" for={`search-${name}`}>
        {label}
      </label>
      <input
        id={`search-${name}`}
        type="search"
        name={name}
        value={value}
        placeholder={label}
        autocomplete="off"
      />
    </>
  )
}

export interface FilterProps extends SearchProps {
  /** Further narrowing, each a select. */
  readonly by?:
    | readonly {
        readonly name: string
        readonly label: string
        readonly value?: string | undefined
        readonly options: readonly Option[]
      }[]
    | undefined
  /** Narrows to days: fields `from` and `to`, and `zone`, which a script sets to where the reader is; UTC without it. */
  readonly days?: { readonly from?: string; readonly to?: string; readonly zone?: string } | undefined
  /** Default "Filter". */
  readonly button?: string | undefined
  readonly children?: Child
}

/** Narrows a list: a GET form, so the address keeps the filter. */
export function Filter({
  action,
  name = 'q',
  label,
  value,
  live,
  by = [],
  days,
  button = 'Filter',
  children,
}: FilterProps) {
  return (
    <search>
      <form class="filter" method="get" action={action} data-live={live}>
        <div class="seek">
          <Seek name={name} label={label} value={value} />
        </div>
        {by.map((one) => (
          <>
            <label class="hide" for={`by-${one.name}`}>
              {one.label}
            </label>
            <select id={`by-${one.name}`} name={one.name}>
              {one.options.map((option) => (
                <option value={option.value} selected={option.value === one.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </>
        ))}
        {days && <DaysFields {...days} />}
        {children}
        <button class="btn" type="submit">
          {button}
        </button>
      </form>
    </search>
  )
}

function DaysFields({ from, to, zone }: NonNullable<FilterProps['days']>) {
  return (
    <span class="days">
      <label for="day-from">From</label>
      <input id="day-from" type="date" name="from" value={from} max="9999-12-31" />
      <label for="day-to">To</label>
      <input id="day-to" type="date" name="to" value={to} max="9999-12-31" />
      <input type="hidden" name="zone" value={zone} data-zone />
    </span>
  )
}

export interface EmptyProps {
  readonly title: string
  /** What was searched, and why it may be empty. */
  readonly children?: Child
  /** The way out: a `Button`. */
  readonly action?: Child
}

/** In place of a list with nothing in it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div class="empty">
      <p class="label">{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}
