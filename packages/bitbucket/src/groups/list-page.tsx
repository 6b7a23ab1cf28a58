import {
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Filter,
  Head,
  Row,
  Table,
  TableLink,
} from '@postern/kit/html'
import type { PageOf } from '../directory/index.ts'
import { errorAt, Paging } from '../frame/index.ts'
import { groupPath, groupsPath } from './paths.ts'

/** *Groups*: search, list, *Create group*. */
export function GroupsList({ found, filter }: { found: PageOf<string>; filter: string }) {
  return (
    <>
      <Head
        title="Groups"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="People who are allowed the same."
        actions={
          <Button kind="primary" href={`${groupsPath}/create`}>
            Create group
          </Button>
        }
      />
      <Filter name="filter" label="Group name" value={filter} live="groups" />
      <Table
        id="groups"
        label="Groups"
        rows={found.values}
        columns={[{ head: 'Group', cell: (name) => <TableLink href={groupPath(name)}>{name}</TableLink> }]}
        empty={
          <Empty title="No groups found" action={<Button href={groupsPath}>Show all groups</Button>}>
            No group name holds “{filter}”.
          </Empty>
        }
      />
      <Paging of={found} path={groupsPath} keep={{ filter }} />
    </>
  )
}

export interface CreateGroupProps {
  readonly csrf: string
  readonly name: string
  readonly errors: readonly FieldError[]
}

export function CreateGroup({ csrf, name, errors }: CreateGroupProps) {
  return (
    <>
      <Head
        title="Create group"
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Groups', href: groupsPath },
        ]}
      />
      <form class="stack" method="post" action={`${groupsPath}/create`}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          name="name"
          label="Group name"
          value={name}
          error={errorAt(errors, 'name')}
          autocomplete="off"
          width="middle"
          required
        />
        <Row>
          <Button kind="primary">Create group</Button>
          <Button href={groupsPath} kind="plain">
            Cancel
          </Button>
        </Row>
      </form>
    </>
  )
}
