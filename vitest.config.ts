import { defineConfig } from 'vitest/config'

const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } }

export default defineConfig({
  ...source,
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.{ts,tsx}'],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        ...source,
        test: {
          name: 'integration',
          include: ['{packages/*/src,bin}/**/*.integration.test.{ts,tsx}'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'journeys',
          include: ['journeys/**/*.test.ts'],
          expect: { poll: { timeout: 15_000 } },
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...source,
        test: {
          name: 'screenshots',
          include: ['journeys/pictures/*.pictures.ts'],
          expect: { poll: { timeout: 15_000 } },
          pool: 'forks',
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
