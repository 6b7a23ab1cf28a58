import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server on a port of its own, which keeps the letters it got as they came. */
export async function testMailServer() {
  const seen = { received: [] as string[], refused: 0, refuses: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, _session, done) {
      if (!seen.refuses) return done()
      seen.refused += 1
      done(new Error('451 not now'))
    },
    onData(stream, _session, done) {
      void text(stream).then((letter) => {
        seen.received.push(letter)
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('listens on no port')
  return Object.assign(seen, {
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  })
}
