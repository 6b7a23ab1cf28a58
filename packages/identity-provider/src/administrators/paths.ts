import { userPath } from '../users/paths.ts'

export const rolesPath = '/admin/roles'
export const assignedRolesPath = (id: string): string => `${userPath(id)}/assigned-roles`
