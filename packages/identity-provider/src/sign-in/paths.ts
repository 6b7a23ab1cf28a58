export const requestPath = (key: string): string => `/sign-in?request=${key}`
export const otherAccount = (path: string): string => `${path}&other=yes`
export const codePath = '/sign-in/code'
export const newPasswordPath = '/sign-in/new-password'
