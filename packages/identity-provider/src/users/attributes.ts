/** What else is known of a person, under the names and with the lengths that Entra ID has. */
export const attributeFields = [
  { name: 'jobTitle', label: 'Job title', most: 128 },
  { name: 'companyName', label: 'Company name', most: 64 },
  { name: 'department', label: 'Department', most: 64 },
  { name: 'employeeId', label: 'Employee ID', most: 16 },
  { name: 'officeLocation', label: 'Office location', most: 128 },
  { name: 'streetAddress', label: 'Street address', most: 1024 },
  { name: 'city', label: 'City', most: 128 },
  { name: 'state', label: 'State or province', most: 128 },
  { name: 'postalCode', label: 'ZIP or postal code', most: 40 },
  { name: 'country', label: 'Country or region', most: 128 },
  { name: 'telephoneNumber', label: 'Business phone', most: 64 },
  { name: 'mobilePhone', label: 'Mobile phone', most: 64 },
] as const

export type AttributeName = (typeof attributeFields)[number]['name']

/** Those that are set; never an empty text. */
export type Attributes = Readonly<Partial<Record<AttributeName, string>>>
