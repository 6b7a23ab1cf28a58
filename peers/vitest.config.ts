import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } }
const root = fileURLToPath(new URL('.', import.meta.url))

/** Apart from the tests of the workspace: these need what is installed for them alone. */
export default defineConfig({
  ...source,
  root,
  test: {
    // The XML parser of the JavaScript peers warns of hundreds of messages that are meant to be broken.
    silent: 'passed-only',
    projects: ['differential', 'interop'].map((name) => ({
      ...source,
      root,
      test: {
        name,
        include: [`${name}/**/*.test.ts`],
        setupFiles: name === 'interop' ? ['interop/count.ts'] : [],
        pool: 'forks' as const,
        maxWorkers: 1,
        testTimeout: 120_000,
        hookTimeout: 240_000,
      },
    })),
  },
})
