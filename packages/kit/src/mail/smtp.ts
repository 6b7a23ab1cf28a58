import { createTransport } from 'nodemailer'
import { isLoopback, type MailSettings } from '../settings/index.ts'
import type { Letter } from './mail.ts'

const wait = 10_000

/**
 * Hands one letter to the mail server. `smtps:` is TLS from the first octet; with `smtp:` STARTTLS is demanded, unless the
 * server is on this machine: opportunistic TLS sends the password and the letter in the clear to whoever strips the offer.
 */
export async function send(way: MailSettings, letter: Letter): Promise<void> {
  const { server, from } = way
  const isTls = server.protocol === 'smtps:'
  const transport = createTransport({
    host: server.hostname,
    port: Number(server.port) || (isTls ? 465 : 587),
    secure: isTls,
    requireTLS: !isTls && !isLoopback(server.hostname),
    ...(server.username && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    connectionTimeout: wait,
    greetingTimeout: wait,
    socketTimeout: wait,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ from, to: [...letter.to], subject: letter.subject, text: letter.text })
  } finally {
    transport.close()
  }
}
