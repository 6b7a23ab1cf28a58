/** Headers of a download. The name of the application as a file name, in ASCII: what a header can carry on every browser. */
export function attachment(name: string, extension: string) {
  const file = name.replace(/[^A-Za-z0-9 ._-]+/g, ' ').trim() || 'application'
  return { 'content-disposition': `attachment; filename="${file}.${extension}"` }
}
