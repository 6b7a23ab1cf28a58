import {
  Button,
  Card,
  Columns,
  Empty,
  Facts,
  Head,
  Notice,
  Part,
  Pill,
  Row,
  Stack,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { PageOf } from '../directory/index.ts'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import type { Repository } from '../projects/index.ts'
import { RepositoriesTable } from '../repositories/index.ts'

export interface HomeProps {
  readonly web: Web
  readonly person: Person
  readonly groups: readonly string[]
  readonly repositories: PageOf<Repository>
}

/** Who you are here, how you came in, and what there is to read. */
export function HomePage({ web, person, groups, repositories }: HomeProps) {
  return (
    <HostFrame web={web} person={person} title="Home" current="/">
      <Head title={`Welcome, ${person.user.displayName}`} />
      {person.session.facts.by === 'provider' && <CameIn person={person} />}
      <Columns>
        <Stack gap="wide">
          <Part title="Repositories you can read" beside={<a href="/projects">All projects</a>}>
            <RepositoriesTable
              repositories={repositories.values}
              withProject
              empty={
                <Empty title="No repositories">
                  You see one here when somebody gives you a permission on it, or on its project.
                </Empty>
              }
            />
            {repositories.next !== undefined && (
              <p class="small">There are more: open a project to search among its repositories.</p>
            )}
          </Part>
        </Stack>
        <Card title="Who you are">
          <WhoFacts person={person} groups={groups} />
          <Button small full href="/profile">
            View profile
          </Button>
        </Card>
      </Columns>
    </HostFrame>
  )
}

/** Said only of what this server knows: the entrance is a fact of the session, the account's age one of the directory. */
function CameIn({ person }: { person: Person }) {
  const { provider, account } = person.session.facts
  return (
    <Notice tone="ok" title={`You came in through ${provider}.`}>
      {account === 'created just now' && 'Your account was created just now, with the groups below.'}
    </Notice>
  )
}

export function WhoFacts({ person, groups }: { person: Person; groups: readonly string[] }) {
  const { user, session } = person
  return (
    <Facts
      layout="over"
      facts={[
        { label: 'Signed in as', value: <b>{user.displayName}</b> },
        { label: 'Username', value: <code>{user.name}</code> },
        { label: 'Email address', value: <code>{user.emailAddress}</code> },
        { label: 'Groups', value: <GroupPills groups={groups} /> },
        { label: 'Came in', value: entranceOf(person) },
        {
          label: 'Since',
          value: (
            <>
              <When at={session.openedAt} show="time" />, this browser
            </>
          ),
        },
      ]}
    />
  )
}

const entranceOf = ({ session: { facts } }: Person) =>
  facts.by === 'provider' ? `Through ${facts.provider}` : 'With username and password'

export function GroupPills({ groups }: { groups: readonly string[] }) {
  if (groups.length === 0) return <>None</>
  return (
    <Row>
      {groups.map((group) => (
        <Pill>{group}</Pill>
      ))}
    </Row>
  )
}
