import { Button, Copy, Empty, Icon, Notice, Part, Row, Source, Stack, Table } from '@postern/kit/html'
import { raw } from 'hono/html'
import type { Entry } from '../git/index.ts'
import type { Repository } from '../projects/index.ts'
import { At } from './at.tsx'
import { pathsOf } from './paths.ts'

export interface DirectoryProps {
  readonly repository: Repository
  readonly at: string
  readonly names: readonly string[]
  readonly path: string
  readonly entries: readonly Entry[]
  readonly readme: { readonly name: string; readonly shown: Shown } | undefined
  readonly clone: string
}

/** A file as it can be shown: rendered, as text, or not at all. */
export type Shown =
  | { readonly kind: 'rendered'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' | 'large' }

const mostShown = 1_000

/** *Source*: the files of a folder, and its README. */
export function DirectoryPage(props: DirectoryProps) {
  const { repository, at, names, path, entries, readme, clone } = props
  const paths = pathsOf(repository, at)
  return (
    <Stack gap="wide">
      <Row>
        <At action={pathsOf(repository).browse(path)} name="at" at={at} names={names} />
        <Button href={paths.archive} icon="download" push>
          Download as zip
        </Button>
      </Row>
      <Trail repository={repository} at={at} path={path} />
      <Table
        label="Files"
        rows={entries.slice(0, mostShown)}
        columns={[
          { head: 'Name', cell: (entry) => <EntryLink {...props} entry={entry} /> },
          { head: 'Size', right: true, cell: ({ size }) => (size === undefined ? '' : sizeText(size)) },
        ]}
        empty={<Empty title="No files">This commit holds nothing here.</Empty>}
      />
      {entries.length > mostShown && (
        <p class="small">
          The first {mostShown} of {entries.length} are shown. Clone the repository to see all.
        </p>
      )}
      {readme && (
        <Part title={readme.name} id="readme">
          <ShownFile shown={readme.shown} label={readme.name} />
        </Part>
      )}
      {path === '' && <Clone url={clone} />}
    </Stack>
  )
}

function EntryLink({ repository, at, path, entry }: DirectoryProps & { entry: Entry }) {
  if (entry.type === 'SUBMODULE') return <>{entry.name} (another repository)</>
  const inside = path === '' ? entry.name : `${path}/${entry.name}`
  return (
    <Row>
      <Icon name={entry.type === 'DIRECTORY' ? 'folder' : 'file'} />
      <a href={pathsOf(repository, at).browse(inside)}>
        {entry.name}
        {entry.type === 'DIRECTORY' ? '/' : ''}
      </a>
    </Row>
  )
}

export function sizeText(octets: number): string {
  if (octets < 1_024) return `${octets} B`
  const kibi = octets / 1_024
  return kibi < 1_024 ? `${kibi.toFixed(1)} KiB` : `${(kibi / 1_024).toFixed(1)} MiB`
}

/** Where in the tree one is; each folder above is a link. */
export function Trail({ repository, at, path }: { repository: Repository; at: string; path: string }) {
  const paths = pathsOf(repository, at)
  const parts = path === '' ? [] : path.split('/')
  if (parts.length === 0) return null
  return (
    <nav class="crumbs" aria-label="Folder">
      <ol>
        <li>
          <a href={paths.browse()}>{repository.slug}</a>
        </li>
        {parts.slice(0, -1).map((part, n) => (
          <li>
            <a href={paths.browse(parts.slice(0, n + 1).join('/'))}>{part}</a>
          </li>
        ))}
        <li>{parts.at(-1)}</li>
      </ol>
    </nav>
  )
}

export function ShownFile({ shown, label }: { shown: Shown; label: string }) {
  if (shown.kind === 'rendered') return <div class="prose">{raw(shown.html)}</div>
  if (shown.kind === 'text') return <Source text={shown.text} label={label} numbers />
  return (
    <Empty title={shown.kind === 'binary' ? 'This file is not text' : 'This file is too large to show'}>
      Open it raw, or clone the repository.
    </Empty>
  )
}

export function Clone({ url }: { url: string }) {
  return (
    <Part title="Clone">
      <Stack>
        <Copy value={`git clone ${url}`} label="Copy the clone command" />
        <p class="small">
          Git asks for a username and a password: an access token stands in its place.{' '}
          <a href="/plugins/servlet/access-tokens/manage">Create an access token</a>
        </p>
        <p class="small">This host speaks git over HTTP only. SSH and pull requests are not part of it.</p>
      </Stack>
    </Part>
  )
}

/** In place of the files of a repository that nobody pushed to. */
export function EmptyRepository({ url, branch, mayPush }: { url: string; branch: string; mayPush: boolean }) {
  if (!mayPush) {
    return <Empty title="This repository is empty">Nothing was pushed to it yet.</Empty>
  }
  return (
    <Stack>
      <Notice title="This repository is empty.">Push to it what you have, from its folder:</Notice>
      <Copy value={`git remote add origin ${url}`} label="Copy the first command" />
      <Copy value={`git push -u origin HEAD:${branch}`} label="Copy the second command" />
      <Clone url={url} />
    </Stack>
  )
}
