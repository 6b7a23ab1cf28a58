const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The name of a country by its two letters (ISO 3166-1); undefined where there is none. */
export const countryOf = (code: string): string | undefined =>
  /^[A-Z]{2}$/.test(code) ? countries.of(code) : undefined

export const faultOfUsageLocation = (text: string): string | undefined =>
  countryOf(text) === undefined
    ? 'Type the two capital letters of a country as the usage location, such as NO for Norway.'
    : undefined
