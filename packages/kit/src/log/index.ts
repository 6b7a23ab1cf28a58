import { type Logger, pino } from 'pino'

export type Log = Logger

/** One JSON object a line on standard error. What could be secret is never passed in; the paths below are the second net. */
export function createLog(of: { server: string; level?: string }): Log {
  return pino(
    {
      name: of.server,
      level: of.level ?? 'info',
      redact: [
        'password',
        '*.password',
        'secret',
        '*.secret',
        'cookie',
        '*.cookie',
        'authorization',
        '*.authorization',
      ],
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
