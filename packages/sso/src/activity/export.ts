import type { Attempt } from './activity.ts'

const time = (at: number) => new Date(at).toISOString()

/** An attempt as one line of JSON: as it is kept, with times as ISO 8601 in UTC. No secret is in it, since none is kept. */
export function lineOf({ beganAt, endedAt, timeline, ...rest }: Attempt): string {
  return `${JSON.stringify({
    ...rest,
    beganAt: time(beganAt),
    ...(endedAt === undefined ? {} : { endedAt: time(endedAt) }),
    timeline: timeline.map((moment) => ({ ...moment, at: time(moment.at) })),
  })}\n`
}

/** All of them as a body that is read and sent a part at a time; when the reader goes away, reading ends. */
export function exportOf(parts: AsyncGenerator<readonly Attempt[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value = [] } = await parts.next()
      if (done) return controller.close()
      controller.enqueue(encoder.encode(value.map(lineOf).join('')))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}
