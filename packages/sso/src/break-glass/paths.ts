export const breakGlassPath = '/admin/break-glass'
/** Below the sign-in, which is open to everybody. */
export const enterPath = '/admin/sign-in/break-glass'
