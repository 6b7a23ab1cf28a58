/** The package brings no types. */
declare module 'email-providers' {
  const list: unknown
  export default list
}
