import type { Web } from '@postern/kit/http'
import {
  type ArchiveFormat,
  archive,
  archiveFormats,
  blob,
  gitProblem,
  isText,
  read,
  resolve,
  sizeOf,
  typeOf,
} from '../git/index.ts'
import type { Repository } from '../projects/index.ts'
import { parameterInvalid } from '../rest/index.ts'
import { shortName } from './paths.ts'

/** Pictures that a browser shows and that cannot hold a script; an SVG can. */
const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
}

const looked = 8_000

/**
 * A file as it is. It comes from our own origin, so nothing is sent as what a browser would run: text is plain text, and
 * what is neither that nor a picture is saved.
 */
export async function sendRaw(web: Web, folder: string, commit: string, path: string): Promise<Response> {
  if ((await typeOf(folder, commit, path)) !== 'FILE') throw gitProblem('path-missing', { path, at: commit })
  const name = path.split('/').at(-1) ?? path
  const picture = pictures[name.split('.').at(-1)?.toLowerCase() ?? '']
  const size = await sizeOf(folder, commit, path)
  const head = picture ? undefined : await read(folder, commit, path, 1024 ** 2)
  const text = head !== undefined && isText(head.subarray(0, looked))
  web.header('content-type', picture ?? (text ? 'text/plain;charset=UTF-8' : 'application/octet-stream'))
  if (!picture && !text) web.header('content-disposition', attachment(name))
  web.header('content-length', String(size))
  return web.body(head ? new Uint8Array(head) : blob(folder, commit, path))
}

const types: Readonly<Record<string, string>> = {
  zip: 'application/zip',
  tar: 'application/x-tar',
  'tar.gz': 'application/x-tar-gz',
  tgz: 'application/x-tar-gz',
}

const isFormat = (text: string): text is ArchiveFormat => Object.hasOwn(archiveFormats, text)

/** All files of a branch, a tag or a commit in one: `at`, `format`, `prefix`, `path`, `filename` as in bitbucket.md 2.6. */
export async function sendArchive(web: Web, repository: Repository, folder: string): Promise<Response> {
  const format = web.req.query('format') ?? 'zip'
  if (!isFormat(format))
    throw parameterInvalid('format', 'The format should be one of zip, tar, tar.gz, tgz.')
  const prefix = web.req.query('prefix') ?? ''
  if (prefix.length > 200 || /\p{Cc}|\.\.|^\//u.test(prefix))
    throw parameterInvalid('prefix', 'The prefix should be a folder, without .. and at most 200 characters.')
  const { commit, ref } = await resolve(folder, web.req.query('at'))
  const path = web.req.query('path') || undefined
  if (path) await typeOf(folder, commit, path)
  const usual = `${repository.slug}-${ref ? shortName(ref.id) : commit.slice(0, 11)}.${format}`
  web.header('content-type', types[format] ?? '')
  web.header('content-disposition', attachment(web.req.query('filename') || usual))
  return web.body(
    archive(folder, { commit, format, path, prefix: prefix && `${prefix.replace(/\/$/, '')}/` }),
  )
}

/** RFC 6266, with the name as UTF-8 for those who understand it. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_').slice(-200)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name.slice(-200).toWellFormed())}`
}
