import { existsSync, readFileSync } from 'node:fs'
import { acceptedVectors, refusedVectors } from '../vectors.ts'

const packages = new URL('../../../../', import.meta.url)
const ofThePackage = (path: string) => !/^(sso|kit|identity-provider|postern)\//.test(path)

/** Where a file of a reference is, from the root of the project. */
export const pathOf = (path: string) => `packages/${ofThePackage(path) ? `saml/src/${path}` : path}`

const source = (path: string): string | undefined => {
  const file = new URL(`../${pathOf(path)}`, packages)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** `file name`, where the file declares that name. Undefined when it is so, else what is wrong. */
export function declarationFault(reference: string): string | undefined {
  const [path = '', name = ''] = reference.split(' ')
  const text = source(path)
  if (text === undefined) return `${path} is not there`
  const declared = new RegExp(
    `(?:function|const|class|interface) ${name}\\b|^ +(?:private |static |async )*${name}\\(`,
    'm',
  )
  return declared.test(text) ? undefined : `${path} declares no ${name}`
}

/** A code of the vectors, `code: why`, or `file.test.ts: name of a test`. */
export function shownFault(reference: string): string | undefined {
  const [of = '', ...rest] = reference.split(': ')
  const name = rest.join(': ')
  if (of.endsWith('.test.ts')) {
    const text = source(of)
    if (text === undefined) return `${of} is not there`
    return text.includes(name) ? undefined : `${of} has no test "${name}"`
  }
  const vectors = refusedVectors[of]
  if (vectors === undefined) return `there is no vector ${of}`
  if (acceptedVectors[of] === undefined) return `there is no accepted vector ${of}`
  return name === '' || vectors.some((one) => one.why === name) ? undefined : `${of} has no vector "${name}"`
}

/** A link from docs/ to the file, with the name to look for in it. */
export const link = (reference: string): string => {
  const [path = '', name = ''] = reference.split(' ')
  return `[${name}](../${pathOf(path)})`
}

/** A vector by its code and name, or a test as a link. */
export const shown = (reference: string): string => {
  const [of = '', ...rest] = reference.split(': ')
  const name = rest.join(': ')
  if (of.endsWith('.test.ts')) return `[${name}](../${pathOf(of)})`
  return name === '' ? `\`${of}\`` : `\`${of}\`: ${name}`
}
