import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename } from 'node:path'
import { addressBehind } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import { type Actor, type Licences, reaches } from '../directory/index.ts'
import type { BareRepositories } from '../git/index.ts'
import type { Authorize } from '../person/index.ts'
import type { Levels, Repository } from '../projects/index.ts'
import type { Repositories } from '../repositories/index.ts'
import { httpBackend } from './http-backend.ts'
import { type Refusal, refusals, sendRefusal } from './refusal.ts'
import { readScmRequest, type ScmRequest } from './request.ts'

export interface Scm {
  readonly world: World
  readonly authorize: Authorize
  readonly repositories: Repositories
  readonly levels: Levels
  readonly bare: BareRepositories
  readonly licences: Licences
}

/** As many clones and pushes at once; each is a git process or two. */
const mostAtOnce = 32

/**
 * The smart HTTP protocol at `/scm/<key>/<slug>.git`, before and beside the pages: streams both ways. Returns true where the
 * request was one for it.
 */
export function scmServer(of: Scm): (request: IncomingMessage, response: ServerResponse) => boolean {
  let running = 0
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (running >= mostAtOnce) return sendRefusal(response, refusals.busy)
    running++
    try {
      await serve(request, response, of)
    } finally {
      running--
    }
  }
  return (request, response) => {
    if (!request.url?.startsWith('/scm/')) return false
    answer(request, response).catch((error: unknown) => {
      of.world.log.error({ err: error, path: request.url }, 'a bug: git over HTTP')
      response.destroy()
    })
    return true
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, of: Scm): Promise<void> {
  const scm = readScmRequest(request)
  if (!scm) return sendRefusal(response, refusals.address)
  const address = addressBehind(
    of.world,
    request.socket.remoteAddress ?? '',
    [request.headers['x-forwarded-for']].flat().join(','),
  )
  const allowed = await judge(request, scm, address, of)
  if ('status' in allowed) return sendRefusal(response, allowed)
  const { repository, actor } = allowed
  const ended = await httpBackend(request, response, {
    scm,
    root: of.bare.root,
    folder: basename(of.bare.folderOf(repository.id)),
    user: actor?.user.name ?? 'anonymous',
    address,
  })
  if (ended && scm.action === 'git-receive-pack') await of.repositories.pushed(repository, of.world.clock())
}

interface Allowed {
  readonly repository: Repository
  readonly actor: Actor | undefined
}

/** Who calls, and whether that is allowed. A stranger learns of no repository whether it exists, unless it is public. */
async function judge(
  request: IncomingMessage,
  scm: ScmRequest,
  address: string,
  of: Scm,
): Promise<Allowed | Refusal> {
  const header = request.headers.authorization
  const asked = header && (await of.authorize(header, { address, now: of.world.clock() }, pathOf(request)))
  if (asked && asked.outcome !== 'right') return refusals[asked.outcome]
  const actor = asked ? asked.actor : undefined
  const repository = await of.repositories.find(scm.key, scm.slug)
  const level =
    repository && (await of.levels(actor, repository && { project: repository.project, repository }))
  const writes = scm.service === 'git-receive-pack'
  if (!repository || !reaches(level, 'READ')) return actor ? refusals.missing : refusals.anonymous
  if (!writes) return { repository, actor }
  if (!actor) return refusals.anonymous
  if (!reaches(level, 'WRITE')) return refusals['read-only']
  if (await of.licences.isExceeded()) return refusals.licence
  return repository.archived ? refusals.archived : { repository, actor }
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?')[0] ?? ''
