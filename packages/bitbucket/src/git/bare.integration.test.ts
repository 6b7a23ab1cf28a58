import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareRepositories } from './bare.ts'
import { defaultBranch } from './refs.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-bare-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a repository is made where DATA_DIR says, also when that is not a whole path', async () => {
  const bare = bareRepositories(relative(process.cwd(), folder))
  await bare.create(7, 'trunk')
  expect(bare.folderOf(7)).toBe(join(folder, 'repositories', '7.git'))
  expect(await defaultBranch(bare.folderOf(7))).toBe('refs/heads/trunk')
  await bare.delete(7)
  await expect(defaultBranch(bare.folderOf(7))).rejects.toThrow()
})

test('a machine without git is told, with what to install', async () => {
  const path = process.env.PATH
  process.env.PATH = folder
  try {
    const made = bareRepositories(join(folder, 'other')).create(1, 'main')
    await expect(made).rejects.toMatchObject({
      code: 'git-missing',
      remedy: expect.stringContaining('apt-get install git'),
    })
  } finally {
    process.env.PATH = path
  }
})
