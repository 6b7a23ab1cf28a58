import type { FieldError } from '@postern/kit/html'
import { follows, type Template } from '../gallery/template.ts'
import { faultOfAddress } from './address.ts'

/** What Basic SAML Configuration holds. */
export interface BasicConfiguration {
  readonly identifier: string
  readonly replyUrl: string
  readonly signOnUrl: string | undefined
}

/** The same as typed. */
export interface TypedConfiguration {
  readonly identifier: string
  readonly replyUrl: string
  readonly signOnUrl: string
}

const longestIdentifier = 1024

/** Judges what was typed against the rules of entra.md 3.2 and the pattern of the template. */
export function readConfiguration(
  typed: TypedConfiguration,
  template: Template,
): { readonly errors: readonly FieldError[]; readonly of: BasicConfiguration } {
  const of = {
    identifier: typed.identifier.trim(),
    replyUrl: typed.replyUrl.trim(),
    signOnUrl: typed.signOnUrl.trim() || undefined,
  }
  const faults: Record<string, string | undefined> = {
    identifier: faultOfIdentifier(of.identifier, template),
    replyUrl: faultOfAddress('Reply URL', of.replyUrl) ?? faultOfPattern('Reply URL', of.replyUrl, template),
    signOnUrl:
      of.signOnUrl === undefined
        ? undefined
        : (faultOfAddress('Sign-on URL', of.signOnUrl) ??
          faultOfPattern('Sign-on URL', of.signOnUrl, template)),
  }
  const errors = Object.entries(faults).flatMap(([id, message]) =>
    message === undefined ? [] : [{ id, message }],
  )
  return { errors, of }
}

/** Any string, but an address where the pattern of the template is one. */
function faultOfIdentifier(identifier: string, template: Template): string | undefined {
  if (identifier === '') return 'Identifier: paste the entity ID that the application shows.'
  if (identifier.length > longestIdentifier)
    return `Identifier: shorten it to at most ${longestIdentifier} characters.`
  if (/[\s\p{Cc}]/u.test(identifier)) return 'Identifier: take out the blank or line break in it.'
  if (template.pattern === undefined) return undefined
  return faultOfAddress('Identifier', identifier) ?? faultOfPattern('Identifier', identifier, template)
}

function faultOfPattern(label: string, address: string, template: Template): string | undefined {
  if (follows(template, address)) return undefined
  return `${label}: it does not follow the pattern of ${template.name}, ${template.pattern ?? ''}. Copy it again from the application.`
}
