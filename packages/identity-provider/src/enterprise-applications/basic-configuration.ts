import type { FieldError } from '@postern/kit/html'
import { follows, type Template } from '../gallery/template.ts'
import { faultOfAddress } from './address.ts'
import type { EnterpriseApplication } from './application.ts'

/** What Basic SAML Configuration holds. */
export interface BasicConfiguration
  extends Pick<
    EnterpriseApplication,
    'furtherIdentifiers' | 'furtherReplyUrls' | 'signOnUrl' | 'relayState' | 'logoutUrl'
  > {
  readonly identifier: string
  readonly replyUrl: string
}

/** The same as typed; of several, one a line. */
export type TypedConfiguration = Readonly<Record<keyof BasicConfiguration, string>>

const longestIdentifier = 1024
const longestRelayState = 512
const mostIdentifiers = 50
const mostReplyUrls = 256

/** Judges what was typed against the rules of entra.md 3.2 and the pattern of the template. */
export function readConfiguration(
  typed: TypedConfiguration,
  template: Template,
): { readonly errors: readonly FieldError[]; readonly of: BasicConfiguration } {
  const identifier = typed.identifier.trim()
  const replyUrl = typed.replyUrl.trim()
  const of = {
    identifier,
    furtherIdentifiers: linesOf(typed.furtherIdentifiers, identifier),
    replyUrl,
    furtherReplyUrls: linesOf(typed.furtherReplyUrls, replyUrl),
    signOnUrl: typed.signOnUrl.trim() || undefined,
    relayState: typed.relayState.trim() || undefined,
    logoutUrl: typed.logoutUrl.trim() || undefined,
  }
  const judged = (label: string, address: string) =>
    faultOfAddress(label, address) ?? faultOfPattern(label, address, template)
  const faults: Partial<Record<keyof BasicConfiguration, string | undefined>> = {
    identifier: faultOfIdentifier('Identifier', identifier, template),
    furtherIdentifiers: faultOfMany(
      'More Identifiers',
      of.furtherIdentifiers,
      mostIdentifiers,
      (label, one) => faultOfIdentifier(label, one, template),
    ),
    replyUrl: judged('Reply URL', replyUrl),
    furtherReplyUrls: faultOfMany('More Reply URLs', of.furtherReplyUrls, mostReplyUrls - 1, judged),
    signOnUrl: of.signOnUrl && judged('Sign-on URL', of.signOnUrl),
    relayState: of.relayState && faultOfRelayState(of.relayState),
    logoutUrl: of.logoutUrl && faultOfAddress('Logout URL', of.logoutUrl),
  }
  const errors = Object.entries(faults).flatMap(([id, message]) => (message ? [{ id, message }] : []))
  return { errors, of }
}

/** One a line, each once, and not the default one again. */
function linesOf(typed: string, first: string): readonly string[] {
  const lines = typed.split('\n').map((line) => line.trim())
  return [...new Set(lines)].filter((line) => line !== '' && line !== first)
}

function faultOfMany(
  label: string,
  of: readonly string[],
  most: number,
  faultOf: (label: string, one: string) => string | undefined,
): string | undefined {
  if (of.length > most) return `${label}: keep at most ${most}.`
  for (const one of of) {
    const fault = faultOf(`${label}, “${one.slice(0, 80)}”`, one)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** Any string, but an address where the pattern of the template is one. */
function faultOfIdentifier(label: string, identifier: string, template: Template): string | undefined {
  if (identifier === '') return `${label}: paste the entity ID that the application shows.`
  if (identifier.length > longestIdentifier)
    return `${label}: shorten it to at most ${longestIdentifier} characters.`
  if (/[\s\p{Cc}]/u.test(identifier)) return `${label}: take out the blank or line break in it.`
  if (template.pattern === undefined) return undefined
  return faultOfAddress(label, identifier) ?? faultOfPattern(label, identifier, template)
}

function faultOfPattern(label: string, address: string, template: Template): string | undefined {
  if (follows(template, address)) return undefined
  return `${label}: it does not follow the pattern of ${template.name}, ${template.pattern ?? ''}. Copy it again from the application.`
}

function faultOfRelayState(relayState: string): string | undefined {
  if (relayState.length > longestRelayState)
    return `Relay State: shorten it to at most ${longestRelayState} characters.`
  return /\p{Cc}/u.test(relayState) ? 'Relay State: take out the control characters in it.' : undefined
}
