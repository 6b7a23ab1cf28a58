import type { Contender } from './contender.ts'

/** All in JavaScript; xmlsec is a program of its own. */
export const contenderNames = [
  'postern',
  'limit',
  '@node-saml/node-saml',
  'samlify',
  'saml2-js',
  '@boxyhq/saml20',
] as const
export type ContenderName = (typeof contenderNames)[number]

/** Each process loads one and no other, so that none pays for the memory of the rest. */
export async function loadContender(name: ContenderName): Promise<Contender> {
  switch (name) {
    case 'postern':
      return (await import('./contenders/postern.ts')).postern
    case 'limit':
      return (await import('./contenders/limit.ts')).limit
    case '@node-saml/node-saml':
      return (await import('./contenders/node-saml.ts')).nodeSaml
    case 'samlify':
      return (await import('./contenders/samlify.ts')).samlifyContender
    case 'saml2-js':
      return (await import('./contenders/saml2-js.ts')).saml2Js
    case '@boxyhq/saml20':
      return (await import('./contenders/saml20.ts')).saml20Contender
  }
}
