export const bulkPath = '/admin/users/new/bulk'
export const bulkTemplatePath = `${bulkPath}/template`
export const importPath = (id: string): string => `${bulkPath}/${id}`
