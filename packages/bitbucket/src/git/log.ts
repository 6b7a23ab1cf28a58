import { requireGit } from './run.ts'

export interface Signature {
  readonly name: string
  readonly emailAddress: string
  /** Epoch milliseconds. */
  readonly at: number
}

export interface Commit {
  readonly id: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

export interface LogRequest {
  /** Commit ids: what the history leads to, and where it stops. */
  readonly until: string
  readonly since?: string | undefined
  readonly path?: string | undefined
  readonly merges?: 'include' | 'exclude' | 'only' | undefined
  readonly start: number
  readonly limit: number
}

// Names and addresses of an author cannot hold a line feed, so that nobody can shift a field; the message comes last.
const format = '--format=%H%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%B'

const mergeOptions = { include: [], exclude: ['--no-merges'], only: ['--merges'] } as const

/** The newest first; one more than `limit` where there are more. */
export async function log(folder: string, of: LogRequest): Promise<readonly Commit[]> {
  const output = await requireGit(folder, [
    'log',
    '-z',
    format,
    `--skip=${of.start}`,
    `--max-count=${of.limit + 1}`,
    ...mergeOptions[of.merges ?? 'include'],
    of.until,
    ...(of.since ? [`^${of.since}`] : []),
    '--',
    ...(of.path ? [of.path] : []),
  ])
  const text = output.toString('utf8')
  return text === '' ? [] : text.replace(/\0$/, '').split('\0').map(commitOf)
}

function commitOf(record: string): Commit {
  const [id = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', ...message] =
    record.split('\n')
  return {
    id,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author: { name: an, emailAddress: ae, at: Number(at) * 1_000 },
    committer: { name: cn, emailAddress: ce, at: Number(ct) * 1_000 },
    message: message.join('\n').replace(/\n+$/, ''),
  }
}
