/** What is known of an application before it is added: words and patterns, no code. */
export interface Template {
  /** Stable; kept with the applications made from it. */
  readonly id: string
  readonly name: string
  readonly category: string
  readonly description: string
  /** What people get to through it, where the application is only the way there: "Bitbucket". */
  readonly opens?: string
  /** How Identifier, Reply URL and Sign-on URL look there, as the screens show it. `<…>` stands for one part. */
  readonly pattern?: string
}

/** Whether an address follows the pattern of its template from its path on; host and scheme are judged elsewhere. */
export function follows(template: Template, address: string): boolean {
  if (template.pattern === undefined) return true
  const path = template.pattern.replace(/^https:\/\/<[^>]+>/, '')
  const expression = path
    .split(/<[^>]+>/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/?#]+')
  return URL.canParse(address) && new RegExp(`${expression}$`).test(address)
}
