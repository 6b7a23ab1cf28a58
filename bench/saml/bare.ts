/** With `import` as its argument it imports the package, else nothing; prints what the process has cost so far. */
if (process.argv[2] === 'import') await import('@postern/saml')
const { user, system } = process.cpuUsage()
process.stdout.write(String(user + system))
