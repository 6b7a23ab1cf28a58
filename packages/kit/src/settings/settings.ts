import { z } from 'zod'
import { settingsProblem } from './problems.ts'

/** What one server is told from outside; everything else is state made in its console. */
export interface Settings {
  /** Where browsers and the other parties reach this server; never taken from the Host header. */
  readonly publicUrl: URL
  readonly port: number
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
  /** Addresses or subnets whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined
  /** The mail server and who the letters are from; where it is missing no letter is sent. */
  readonly mail: MailSettings | undefined
  readonly logLevel: string
  /** The first administrator, made at a start that finds none; ignored afterwards. */
  readonly firstAdministrator: { readonly userName: string; readonly password: string } | undefined
}

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`, percent-encoded. A secret where it names a password. */
  readonly server: URL
  readonly from: string
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
export const isLoopback = (host: string) => loopback.has(host)

const words = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter((word) => word !== '')

const shape = (defaults: { publicUrl: string; port: number; dataDirectory: string }) =>
  z.object({
    PUBLIC_URL: z
      .string()
      .default(defaults.publicUrl)
      .refine((text) => URL.canParse(text), 'is not an address such as https://sso.example.com')
      .refine(
        (text) =>
          !URL.canParse(text) || new URL(text).protocol === 'https:' || loopback.has(new URL(text).hostname),
        'must start with https:// (http:// only for localhost and 127.0.0.1)',
      )
      .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', 'must not have a path'),
    PORT: z.coerce
      .number('is not a number')
      .int()
      .min(1, 'is below 1')
      .max(65_535, 'is above 65535')
      .default(defaults.port),
    DATA_DIR: z.string().min(1, 'is empty').default(defaults.dataDirectory),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
      .optional(),
    TRUSTED_PROXIES: z.string().optional(),
    TLS_CERTIFICATE_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    MAIL_SERVER: z
      .string()
      .refine(
        (text) =>
          URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '',
        'is not an address such as smtps://user:password@mail.example.com',
      )
      .optional(),
    MAIL_FROM: z.email('is not a mail address').optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    BOOTSTRAP_ADMIN_USERNAME: z.string().optional(),
    BOOTSTRAP_ADMIN_PASSWORD: z.string().min(12, 'needs at least 12 characters').optional(),
  })

/** Reads the environment once. All faults are reported together (Problem `settings`), each with its variable's name. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  defaults: { publicUrl: string; port: number; dataDirectory: string },
): Settings {
  const read = shape(defaults).safeParse(environment)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw settingsProblem('settings', { faults })
  }
  const of = read.data
  if ((of.TLS_CERTIFICATE_FILE === undefined) !== (of.TLS_KEY_FILE === undefined)) {
    throw settingsProblem('settings', { faults: ['TLS_CERTIFICATE_FILE and TLS_KEY_FILE go together'] })
  }
  if ((of.MAIL_SERVER === undefined) !== (of.MAIL_FROM === undefined)) {
    throw settingsProblem('settings', { faults: ['MAIL_SERVER and MAIL_FROM go together'] })
  }
  return {
    publicUrl: new URL(of.PUBLIC_URL),
    port: of.PORT,
    dataDirectory: of.DATA_DIR,
    databaseUrl: of.DATABASE_URL,
    trustedProxies: words(of.TRUSTED_PROXIES),
    tls:
      of.TLS_CERTIFICATE_FILE && of.TLS_KEY_FILE
        ? { certificateFile: of.TLS_CERTIFICATE_FILE, keyFile: of.TLS_KEY_FILE }
        : undefined,
    mail:
      of.MAIL_SERVER && of.MAIL_FROM ? { server: new URL(of.MAIL_SERVER), from: of.MAIL_FROM } : undefined,
    logLevel: of.LOG_LEVEL,
    firstAdministrator:
      of.BOOTSTRAP_ADMIN_USERNAME && of.BOOTSTRAP_ADMIN_PASSWORD
        ? { userName: of.BOOTSTRAP_ADMIN_USERNAME, password: of.BOOTSTRAP_ADMIN_PASSWORD }
        : undefined,
  }
}
