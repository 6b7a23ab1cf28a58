const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23', ...options })

const date = format({ day: 'numeric', month: 'long', year: 'numeric' })
const shortDate = format({ day: 'numeric', month: 'short', year: 'numeric' })
const minute = format({ hour: '2-digit', minute: '2-digit' })
const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "12 March 2029", in UTC. */
export const dayOf = (at: number): string => date.format(at)

export type Shown = 'minute' | 'second' | 'day' | 'short day' | 'time' | 'exact time'

const shown: Readonly<Record<Shown, (at: number) => string>> = {
  minute: (at) => `${date.format(at)}, ${minute.format(at)} UTC`,
  second: (at) => `${date.format(at)}, ${second.format(at)} UTC`,
  day: (at) => date.format(at),
  'short day': (at) => shortDate.format(at),
  time: (at) => `${minute.format(at)} UTC`,
  'exact time': (at) => `${second.format(at)}.${String(at % 1000).padStart(3, '0')} UTC`,
}

export interface WhenProps {
  /** Epoch milliseconds. */
  readonly at: number
  /** How much of it. Default `minute`: date and time. */
  readonly show?: Shown | undefined
  readonly class?: string | undefined
}

/** A moment. In UTC as served; a script turns it into local time and puts the exact moment into its title. */
export function When({ at, show = 'minute', class: extra }: WhenProps) {
  return (
    <time class={extra} datetime={new Date(at).toISOString()} data-show={show}>
      {shown[show](at)}
    </time>
  )
}
