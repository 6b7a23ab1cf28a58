import { Empty, Facts, Pages, Part, Source, Stack, Table, TableLink, When } from '@postern/kit/html'
import { withQuery } from '../frame/index.ts'
import type { Change, Commit } from '../git/index.ts'
import type { Repository } from '../projects/index.ts'
import { At } from './at.tsx'
import { pathsOf } from './paths.ts'

export interface CommitsProps {
  readonly repository: Repository
  readonly at: string
  readonly names: readonly string[]
  readonly commits: readonly Commit[]
  readonly start: number
  readonly limit: number
}

const firstLine = (message: string) => message.split('\n')[0] || 'Without a message'

/** *Commits* of a branch or a tag, the newest first. */
export function CommitsPage({ repository, at, names, commits, start, limit }: CommitsProps) {
  const paths = pathsOf(repository)
  const to = (from: number) => withQuery(paths.commits, { until: at, start: String(from) })
  return (
    <Stack gap="wide">
      <At action={paths.commits} name="until" at={at} names={names} />
      <Table
        label="Commits"
        rows={commits.slice(0, limit)}
        columns={[
          {
            head: 'Message',
            cell: (commit) => (
              <TableLink href={paths.commit(commit.id)} under={<code>{commit.id.slice(0, 11)}</code>}>
                {firstLine(commit.message)}
              </TableLink>
            ),
          },
          { head: 'Author', cell: ({ author }) => author.name, wideOnly: true },
          { head: 'Date', right: true, cell: ({ committer }) => <When at={committer.at} show="short day" /> },
        ]}
        empty={<Empty title="No commits">There are none here.</Empty>}
      />
      {(start > 0 || commits.length > limit) && (
        <Pages
          earlier={start > 0 ? to(Math.max(0, start - limit)) : undefined}
          later={commits.length > limit ? to(start + limit) : undefined}
        />
      )}
    </Stack>
  )
}

export interface CommitProps {
  readonly repository: Repository
  readonly commit: Commit
  readonly changes: readonly Change[]
  /** Undefined where it is too large to show. */
  readonly patch: string | undefined
}

const words: Readonly<Record<Change['type'], string>> = {
  ADD: 'Added',
  COPY: 'Copied',
  DELETE: 'Deleted',
  MODIFY: 'Changed',
  MOVE: 'Moved',
}

const mostChanges = 300

/** One commit: who, why, and what it changed. */
export function CommitPage({ repository, commit, changes, patch }: CommitProps) {
  const paths = pathsOf(repository, commit.id)
  const { author, committer, parents, message } = commit
  return (
    <Stack gap="wide">
      <Part title={firstLine(message)} id="commit">
        <Facts
          facts={[
            { label: 'Commit', value: <code>{commit.id}</code> },
            { label: 'Author', value: `${author.name} <${author.emailAddress}>` },
            { label: 'Written', value: <When at={author.at} /> },
            { label: 'Committed', value: <When at={committer.at} /> },
            {
              label: 'Parents',
              value:
                parents.length === 0
                  ? 'None: it is the first'
                  : parents.map((id) => (
                      <>
                        <a href={paths.commit(id)}>
                          <code>{id.slice(0, 11)}</code>
                        </a>{' '}
                      </>
                    )),
            },
            { label: 'Files', value: <a href={paths.browse()}>Browse the files as they were</a> },
          ]}
        />
        {message.includes('\n') && <Source text={message} label="Message" />}
      </Part>
      <Part title="Changed files" beside={<span class="small">{changes.length}</span>}>
        <Table
          label="Changed files"
          rows={changes.slice(0, mostChanges)}
          columns={[
            {
              head: 'File',
              cell: ({ path, type }) =>
                type === 'DELETE' ? path : <TableLink href={paths.browse(path)}>{path}</TableLink>,
            },
            { head: 'Change', cell: ({ type }) => words[type] },
          ]}
          empty={<Empty title="No files changed" />}
        />
      </Part>
      <Part title="Differences">
        {patch === undefined ? (
          <Empty title="Too large to show">Clone the repository and look with git show.</Empty>
        ) : (
          <Source text={patch || 'Nothing differs.'} label="Differences" />
        )}
      </Part>
    </Stack>
  )
}
