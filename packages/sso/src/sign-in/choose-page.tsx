import { Button, Door, Field, Notice, Pages, Stack, type Way, Ways } from '@postern/kit/html'
import type { Choice, Choosing } from '../connections/choosing.ts'
import { shownDomain } from '../connections/domains.ts'

export interface ChoosePageProps {
  readonly among: Choosing
  /** Whether what was typed was found. */
  readonly found: boolean
  readonly under: string
  /** Work address or name, as typed. */
  readonly query: string
  /** The connection that this browser used last. */
  readonly last: Choice | undefined
  /** Counted from 1. */
  readonly page: number
  /** The address of this page with these parameters. */
  readonly href: (parameters: Readonly<Record<string, string>>) => string
}

/** *Choose your identity provider*: links, and an address for those who do not know its name. */
export function ChoosePage({ among, found, under, query, last, page, href }: ChoosePageProps) {
  return (
    <Door
      server="sso"
      title="Choose your identity provider"
      brand="Postern"
      under={under}
      foot="Not sure? Type your work address and it is found."
    >
      <form method="get">
        <Stack gap="tight">
          <Field
            name="q"
            label="Work address or name"
            value={query}
            inputmode="email"
            autocomplete="username"
            maxlength={200}
          />
          <Button full>Find my identity provider</Button>
        </Stack>
      </form>
      {query !== '' && !found && (
        <Notice tone="warn" title={`Nothing is known of “${query}”`}>
          Choose from the list, or check how the address is written.
        </Notice>
      )}
      <Ways label="Identity providers" ways={ways(among.choices, page === 1 ? last : undefined, href)} />
      {(page > 1 || among.more) && (
        <Pages
          earlier={page > 1 ? href({ q: query, page: String(page - 1) }) : undefined}
          later={among.more ? href({ q: query, page: String(page + 1) }) : undefined}
        />
      )}
    </Door>
  )
}

/** The one of last time stands first, also where it would be on a later page. */
function ways(
  choices: readonly Choice[],
  last: Choice | undefined,
  href: ChoosePageProps['href'],
): readonly Way[] {
  const others = choices.filter(({ id }) => id !== last?.id)
  return [...(last ? [last] : []), ...others].map((choice) => ({
    name: choice.name,
    href: href({ connection: choice.id }),
    likely: choice === last,
    under:
      choice === last
        ? 'You used this last time on this browser'
        : choice.domains.map(shownDomain).join(', '),
  }))
}
