export const signInLogsPath = '/admin/sign-in-logs'
export const signInLogPath = (id: string): string => `${signInLogsPath}/${id}`
