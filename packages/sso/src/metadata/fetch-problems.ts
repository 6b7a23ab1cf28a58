import { entry, problems } from '@postern/saml/problem'

const orFile = 'Or download the metadata and choose Metadata file on my computer.'

/** Why metadata could not be fetched from where it is published. */
export const fetchProblem = problems({
  'address-malformed': entry({
    kind: 'invalid',
    cause: 'Published URL is no web address.',
    remedy: 'Enter it whole, from https:// on, without a user name or a password in it.',
  }),
  'address-not-https': entry<{ host: string }>({
    kind: 'invalid',
    cause: ({ host }) => `What ${host} sends without https, somebody on the way can change.`,
    remedy: `Use the address that begins with https://. ${orFile}`,
  }),
  'address-not-confirmed': entry<{ host: string }>({
    kind: 'invalid',
    cause: ({ host }) =>
      `${host} is not on the internet but in this server’s own network, or on this machine.`,
    remedy: ({ host }) => `If that is where your identity provider is, type ${host} in Host.`,
  }),
  'address-unknown': entry<{ host: string }>({
    kind: 'invalid',
    cause: ({ host }) => `There is no host called ${host}.`,
    remedy: `Correct Published URL. ${orFile}`,
  }),
  'address-unreachable': entry<{ host: string; reason: string }>({
    kind: 'invalid',
    cause: ({ host, reason }) => `${host} cannot be reached: ${reason}.`,
    remedy: `See that this server may reach it. ${orFile}`,
  }),
  'address-slow': entry<{ host: string; seconds: number }>({
    kind: 'invalid',
    cause: ({ host, seconds }) => `${host} did not send its metadata within ${seconds} seconds.`,
    remedy: `Try again. ${orFile}`,
  }),
  'address-answer': entry<{ host: string; status: number }>({
    kind: 'invalid',
    cause: ({ host, status }) => `${host} answered with status ${status} instead of the metadata.`,
    remedy:
      'Copy Published URL from the identity provider again, and open it in a browser to see what is there.',
  }),
  'address-redirects': entry<{ host: string; location: string }>({
    kind: 'invalid',
    cause: ({ host, location }) => `${host} sends on to ${location}, which is another place.`,
    remedy: 'If you trust that place, enter its address as Published URL.',
  }),
  'address-too-large': entry<{ host: string }>({
    kind: 'invalid',
    cause: ({ host }) => `${host} sends more than 512 KB.`,
    remedy: 'Enter the address of the metadata of this one application.',
  }),
})
