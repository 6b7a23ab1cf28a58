/**
 * The SAML core against the limit, against its peers and against the bounds that it promises: a table of ratios.
 * `--json`: as the last line also `{"rows": [{fixture, against, ratio, required}]}`; `--quick`: fewer and shorter rounds,
 * and fifty thousand validations for the memory in place of a million.
 */
import { availableParallelism } from 'node:os'
import { installPeers, installPublished } from './install.ts'
import { contenderNames } from './saml/contenders.ts'
import { growth, hostile, importRatio, memory, resident } from './saml/processes.ts'
import { issuingRows, type Pace, validationRows } from './saml/rounds.ts'
import { type Row, tableOf } from './saml/rows.ts'
import { startRunner } from './saml/runner.ts'
import { startXmlsec } from './saml/xmlsec.ts'

const asked = (flag: string) => process.argv.includes(flag)
const say = (line: string) => process.stdout.write(`${line}\n`)
const pace: Pace = asked('--quick')
  ? { rounds: 5, milliseconds: 150, warmUp: 500 }
  : { rounds: 11, milliseconds: 300, warmUp: 1500 }

async function againstOthers(): Promise<readonly Row[]> {
  const xmlsec = startXmlsec()
  if (typeof xmlsec === 'string') say(`xmlsec is left out: ${xmlsec}`)
  const runners = contenderNames.map(startRunner)
  const all = typeof xmlsec === 'string' ? runners : [...runners, xmlsec]
  try {
    return [...(await validationRows(all, pace)), ...(await issuingRows(runners, pace))]
  } finally {
    for (const runner of all) runner.end()
  }
}

/** What is promised of ours alone; each as a ratio that must be at least what is required. */
async function ofOurs(): Promise<readonly Row[]> {
  const found = await hostile()
  const [name, most] = found.worst[0] ?? ['', Number.NaN]
  say(
    `The slowest of ${found.worst.length} bodies of up to 512 KiB takes ${most.toFixed(0)} RSA verifications: ${name}.`,
  )
  for (const [other, count] of found.worst.slice(1, 5)) say(`  ${count.toFixed(0)}: ${other}`)
  const [[fattest, times] = ['', Number.NaN]] = resident()
  say(
    `The one of them that makes a process grow most does so by ${times.toFixed(1)} times 512 KiB: ${fattest}.`,
  )
  const line = await growth()
  say(`From 8 to 512 KiB the cost is within ${(line.worst * 100).toFixed(0)} % of a line (required: 15 %).`)
  const kept = await memory(asked('--quick') ? 50_000 : 1_000_000)
  const grown = (kept.late / kept.early - 1) * 100
  say(`After ${kept.times} validations ${grown.toFixed(0)} % more is resident than after a tenth of them.`)
  const start = importRatio(asked('--quick') ? 11 : 31)
  say(`Importing the package: ${start.median.toFixed(2)} times bare Node (required: 1.4).`)
  return [
    { fixture: 'hostile', against: 'limit', ratio: 1 / most, required: 1 / 80 },
    { fixture: 'resident', against: 'limit', ratio: 1 / times, required: 1 / 4 },
    { fixture: 'import', against: 'limit', ratio: 1 / start.median, required: 1 / 1.4, spread: start.spread },
    { fixture: 'growth', against: 'limit', ratio: 1 - line.worst, required: 0.85 },
    { fixture: 'memory', against: 'limit', ratio: kept.early / kept.late, required: 0.95 },
  ]
}

installPeers()
installPublished()
say(
  `Node ${process.versions.node}, ${availableParallelism()} cores. Ratios of CPU time; medians of ${pace.rounds} rounds.`,
)
const rows = [...(await againstOthers()), ...(await ofOurs())]
say(tableOf(rows))
const missed = rows.filter(({ ratio, required }) => required !== null && !(ratio >= required))
say(missed.length === 0 ? 'All is reached.' : `${missed.length} of ${rows.length} are not reached.`)
if (asked('--json')) {
  say(
    JSON.stringify({
      rows: rows.map(({ fixture, against, ratio, required }) => ({ fixture, against, ratio, required })),
    }),
  )
}
