import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface GitAnswer {
  readonly ok: boolean
  /** Both outputs together: what a person at the terminal sees. */
  readonly says: string
}

/** A stock git on a developer's machine: no configuration but its own, never asks at a terminal. */
export class GitClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'postern-git-'))

  run(parameters: readonly string[], cwd: string = this.folder): Promise<GitAnswer> {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      // What a test pushes is random, and packing it would be most of the test.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.compression',
      GIT_CONFIG_VALUE_0: '0',
      GIT_AUTHOR_NAME: 'Jane Citizen',
      GIT_AUTHOR_EMAIL: 'jane@example.com',
      GIT_COMMITTER_NAME: 'Jane Citizen',
      GIT_COMMITTER_EMAIL: 'jane@example.com',
      GIT_AUTHOR_DATE: '2024-05-06T07:08:09Z',
      GIT_COMMITTER_DATE: '2024-05-06T07:08:09Z',
    }
    return new Promise((resolve) => {
      const limits = { env, cwd, maxBuffer: 64 * 1024 ** 2, timeout: 60_000 }
      execFile('git', [...parameters], limits, (error, stdout, stderr) =>
        resolve({ ok: error === null, says: `${stdout}${stderr}` }),
      )
    })
  }

  /** A clone's folder with one commit of the given files on `branch`. */
  async begin(name: string, files: Readonly<Record<string, string | Buffer>>, branch = 'main') {
    const folder = join(this.folder, name)
    await this.run(['init', '-q', `--initial-branch=${branch}`, folder])
    await this.commit(folder, files, 'First')
    return folder
  }

  async commit(folder: string, files: Readonly<Record<string, string | Buffer>>, message: string) {
    for (const [path, text] of Object.entries(files)) {
      const parents = path.split('/').slice(0, -1).join('/')
      if (parents) await mkdir(join(folder, parents), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    await this.run(['add', '-A'], folder)
    await this.run(['commit', '-q', '--allow-empty', '-m', message], folder)
  }

  leave(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The address of a repository with a name and a password in it, as people write it. */
export function withUser(url: string, name: string, password: string): string {
  const address = new URL(url)
  address.username = encodeURIComponent(name)
  address.password = encodeURIComponent(password)
  return address.href
}
