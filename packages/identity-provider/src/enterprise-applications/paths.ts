export const applicationsPath = '/admin/enterprise-applications'
export const applicationPath = (id: string): string => `${applicationsPath}/${id}`
export const addingPath = (id: string): string => `${applicationPath(id)}/adding`
export const singleSignOnPath = (id: string): string => `${applicationPath(id)}/single-sign-on`
export const methodPath = (id: string): string => `${singleSignOnPath(id)}/method`
export const configurationPath = (id: string): string => `${singleSignOnPath(id)}/basic-saml-configuration`
export const propertiesPath = (id: string): string => `${applicationPath(id)}/properties`
export const usersAndGroupsPath = (id: string): string => `${applicationPath(id)}/users-and-groups`
export const appRolesPath = (id: string): string => `${applicationPath(id)}/app-roles`
export const resolutionPath = (id: string): string => `${singleSignOnPath(id)}/resolution-guidance`
export const testPath = (id: string): string => `/my-apps/launch/${id}`

export const applicationsCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Applications', href: '/admin/applications' },
]
/** Where the pages of one application, and of a new one, stand. */
export const applicationCrumbs = [
  ...applicationsCrumbs,
  { label: 'Enterprise applications', href: applicationsPath },
]
