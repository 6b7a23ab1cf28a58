export const projectsPath = '/projects'
export const projectPath = (key: string): string => `${projectsPath}/${key}`
