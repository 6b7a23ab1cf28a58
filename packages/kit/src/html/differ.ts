import type { Run, Runs } from './runs.ts'

export function differ(expected: string, received: string): Runs {
  const whole = (text: string): readonly Run[] => [{ text, differs: true }]
  return { expected: whole(expected), received: whole(received) }
}
