import { faultOfUsageLocation } from './usage-location.ts'

export type Section = 'basics' | 'job and contact' | 'settings' | 'on-premises'

interface AttributeField<Name extends string> {
  readonly name: Name
  readonly label: string
  /** Characters. */
  readonly most: number
  readonly section: Section
  readonly hint?: string
  /** What is wrong with it besides its length, as a sentence. */
  readonly fault?: (text: string) => string | undefined
}

const field = <Name extends string>(
  section: Section,
  name: Name,
  label: string,
  most: number,
  more: Pick<AttributeField<Name>, 'hint' | 'fault'> = {},
): AttributeField<Name> => ({ name, label, most, section, ...more })

const extension = <N extends number>(n: N) =>
  field('on-premises', `extensionAttribute${n}`, `Extension attribute ${n}`, 1024)

/** What else is known of a person, under the names and with the lengths that Entra ID has (entra.md 1.3, 3.4). */
export const attributeFields = [
  field('basics', 'mailNickname', 'Mail nickname', 64, {
    hint: 'Left empty, it is the user principal name up to the @.',
    fault: (text) =>
      /^[\x21-\x7e]+$/.test(text) && !/[@()[\]\\";:<>,]/.test(text)
        ? undefined
        : 'Take blanks, accents and the signs @ ( ) [ ] \\ " ; : < > , out of the mail nickname.',
  }),
  field('job and contact', 'jobTitle', 'Job title', 128),
  field('job and contact', 'companyName', 'Company name', 64),
  field('job and contact', 'department', 'Department', 64),
  field('job and contact', 'employeeId', 'Employee ID', 16),
  field('job and contact', 'officeLocation', 'Office location', 128),
  field('job and contact', 'streetAddress', 'Street address', 1024),
  field('job and contact', 'city', 'City', 128),
  field('job and contact', 'state', 'State or province', 128),
  field('job and contact', 'postalCode', 'ZIP or postal code', 40),
  field('job and contact', 'country', 'Country or region', 128),
  field('job and contact', 'telephoneNumber', 'Business phone', 64),
  field('job and contact', 'mobilePhone', 'Mobile phone', 64),
  field('settings', 'usageLocation', 'Usage location', 2, {
    hint: 'The two letters of a country, such as NO.',
    fault: faultOfUsageLocation,
  }),
  field('on-premises', 'onPremisesSamAccountName', 'SAM account name', 256, {
    hint: 'What somebody is called in Active Directory. Typed here, since nothing is synchronized.',
  }),
  extension(1),
  extension(2),
  extension(3),
  extension(4),
  extension(5),
  extension(6),
  extension(7),
  extension(8),
  extension(9),
  extension(10),
  extension(11),
  extension(12),
  extension(13),
  extension(14),
  extension(15),
] as const

export type AttributeName = (typeof attributeFields)[number]['name']

/** Those that are set; never an empty text. */
export type Attributes = Readonly<Partial<Record<AttributeName, string>>>
