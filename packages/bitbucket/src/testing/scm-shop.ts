import { randomBytes } from 'node:crypto'
import type { OpenStore } from '@postern/kit/testing'
import { afterAll, beforeAll } from 'vitest'
import { contentOf } from './content.ts'
import { GitClient, withUser } from './git.ts'
import { type Host, startHost } from './host.ts'
import { restOf } from './rest.ts'

/**
 * For suites about `/scm`: a host with the empty repository ACME/shop, which `reader` may read and `writer` write and which
 * `stranger` may not see, and a git whose folder `work` has a commit. The password of each is `pass word`.
 */
export function scmShop(open: OpenStore) {
  let host: Host
  let work: string
  const git = new GitClient()
  const of = restOf(() => host.url)
  const content = contentOf(of)
  const url = (repository: string) => `${host.url}/scm/${repository}.git`
  let clones = 0

  beforeAll(async () => {
    host = await startHost(await open())
    for (const name of ['reader', 'writer', 'stranger']) await of.addUser(name)
    await content.makeProject('ACME')
    await content.makeRepository('ACME', 'shop')
    await content.grant('ACME', 'reader', 'PROJECT_READ')
    await content.grant('ACME/repos/shop', 'writer', 'REPO_WRITE')
    work = await git.begin('work', { 'README.md': '# Shop\n', 'big.bin': randomBytes(3_000_000) })
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  return {
    ...of,
    ...content,
    git,
    url,
    host: () => host,
    work: () => work,
    shop: (user: string, password: string) => withUser(url('acme/shop'), user, password),
    /** Puts the commit into ACME/shop. */
    fill: () => git.run(['push', '-q', withUser(url('acme/shop'), 'writer', 'pass word'), 'main'], work),
    clone: (from: string, ...options: string[]) =>
      git.run([...options, 'clone', '-q', from, `clone-${clones++}`]),
  }
}
