import { Button } from '@postern/kit/html'
import { shortName } from './paths.ts'

export interface AtProps {
  readonly action: string
  /** The parameter of the address: `at`, or `until` of a list of commits. */
  readonly name: string
  readonly at: string
  /** Branches and tags to choose from, by their whole names; at most 200. */
  readonly names: readonly string[]
}

/** Chooses a branch or a tag: a GET form. What is shown now stands among the choices, also where it is a commit. */
export function At({ action, name, at, names }: AtProps) {
  const all = names.includes(at) ? names : [at, ...names]
  const label = (ref: string) => (ref.startsWith('refs/tags/') ? `${shortName(ref)} (tag)` : shortName(ref))
  return (
    <form class="filter" method="get" action={action}>
      <label for="at">Branch or tag</label>
      <select id="at" name={name}>
        {all.map((ref) => (
          <option value={ref} selected={ref === at}>
            {label(ref)}
          </option>
        ))}
      </select>
      <Button>Show</Button>
    </form>
  )
}
