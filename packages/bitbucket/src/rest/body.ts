import { readOctets, type Web } from '@postern/kit/http'
import type { z } from 'zod'
import { restProblem } from './problems.ts'

const largest = 65_536

/** The JSON body of a call, at most 64 KiB, of the stated shape; properties that we do not know are left aside. */
export async function readBody<T>(web: Web, shape: z.ZodType<T>): Promise<T> {
  const octets = await readOctets(web, largest)
  const read = shape.safeParse(parse(Buffer.from(octets).toString('utf8')))
  if (read.success) return read.data
  throw restProblem('parameter-invalid', {
    fields: read.error.issues.map((issue) => issue.path.join('.')),
    messages: read.error.issues.map((issue) => `${issue.path.join('.') || 'The body'}: ${issue.message}.`),
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw restProblem('body-not-json', { why: 'it is not JSON' }, { cause: error })
  }
}
