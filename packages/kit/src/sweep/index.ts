import type { World } from '../world/index.ts'

/** Removes what has expired, every minute, one task after the other; a failure is logged and tried again. */
export function sweepEvery(world: World, tasks: readonly ((now: number) => Promise<void>)[]): () => void {
  const timer = setInterval(() => void sweep(), 60_000)
  timer.unref()
  async function sweep(): Promise<void> {
    for (const task of tasks) {
      await task(world.clock()).catch((error: unknown) => world.log.error({ err: error }, 'sweeping failed'))
    }
  }
  return () => clearInterval(timer)
}
