// npm start, after prestart has prepared the clone: the command line's `start`, ended together with npm.
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { whenParentEnds } = require('./parent.cjs')

const main = path.join(path.dirname(__dirname), 'packages', 'postern', 'dist', 'main.js')

whenParentEnds(() => process.kill(process.pid, 'SIGTERM'))
process.argv.splice(1, 1, main, 'start')
import(pathToFileURL(main).href).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
