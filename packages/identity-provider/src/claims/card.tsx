import { Button, Card, Facts } from '@postern/kit/html'
import { type ClaimsConfiguration, wireName } from './configuration.ts'
import { claimsPath } from './paths.ts'
import { saysOf, saysOfGroups, saysOfNameId } from './words.ts'

/** How many claims the card shows by name. */
const shown = 12

/** Card 2: what an answer says about a person. */
export function ClaimsCard({ id, claims }: { id: string; claims: ClaimsConfiguration }) {
  const edit = (
    <Button small icon="edit" href={claimsPath(id)} label="Edit Attributes & Claims">
      Edit
    </Button>
  )
  const additional = claims.claims.toSorted((a, b) => (wireName(a) < wireName(b) ? -1 : 1))
  return (
    <Card title="Attributes & Claims" beside={edit}>
      <Facts
        facts={[
          { label: 'Unique User Identifier', value: <code>{saysOfNameId(claims)}</code> },
          ...additional
            .slice(0, shown)
            .map((claim) => ({ label: claim.name, value: <code>{saysOf(claim)}</code> })),
          additional.length > shown && { label: 'And more', value: String(additional.length - shown) },
          claims.groups.which !== 'none' && { label: 'Group claim', value: saysOfGroups(claims.groups) },
        ]}
      />
    </Card>
  )
}
