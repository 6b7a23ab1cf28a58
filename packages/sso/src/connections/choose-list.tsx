import { Button, Field, Notice, Pages, Stack, type Way, Ways } from '@postern/kit/html'
import type { Choice, Choosing } from './choosing.ts'
import { shownDomain } from './domains.ts'

export interface ChooseListProps {
  readonly among: Choosing
  /** Whether what was typed was found. */
  readonly found: boolean
  /** Work address or name, as typed. */
  readonly query: string
  /** The connection that this browser used last. */
  readonly last: Choice | undefined
  /** Counted from 1. */
  readonly page: number
  /** Without the search: where there is little to choose from. */
  readonly bare?: boolean
  /** The address of this page with these parameters. */
  readonly href: (parameters: Readonly<Record<string, string>>) => string
  /** Where a choice leads. */
  readonly wayOf: (choice: Choice) => string
}

/** Identity providers as links, and an address for those who do not know the name of theirs. */
export function ChooseList({ among, found, query, last, page, bare, href, wayOf }: ChooseListProps) {
  return (
    <>
      {!bare && (
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
      )}
      {query !== '' && !found && (
        <Notice tone="warn" title={`Nothing is known of “${query}”`}>
          Choose from the list, or check how the address is written.
        </Notice>
      )}
      <Ways label="Identity providers" ways={ways(among.choices, page === 1 ? last : undefined, wayOf)} />
      {(page > 1 || among.more) && (
        <Pages
          earlier={page > 1 ? href({ q: query, page: String(page - 1) }) : undefined}
          later={among.more ? href({ q: query, page: String(page + 1) }) : undefined}
        />
      )}
    </>
  )
}

/** The one of last time stands first, also where it would be on a later page. */
function ways(
  choices: readonly Choice[],
  last: Choice | undefined,
  wayOf: ChooseListProps['wayOf'],
): readonly Way[] {
  const others = choices.filter(({ id }) => id !== last?.id)
  return [...(last ? [last] : []), ...others].map((choice) => ({
    name: choice.name,
    href: wayOf(choice),
    likely: choice === last,
    under:
      choice === last
        ? 'You used this last time on this browser'
        : choice.domains.map(shownDomain).join(', '),
  }))
}
