const largest = 700 * 1024
const head = 32

export const watchOctets = head + largest

/**
 * Shared memory: when the input that is being judged was given (0: none is), how many were, of which target and how
 * long it is, and the input itself, so that one that does not end is not lost with its worker.
 */
export function openWatch(memory: SharedArrayBuffer) {
  const numbers = new Float64Array(memory, 0, head / 8)
  const octets = new Uint8Array(memory, head)
  return {
    begin: (target: number, input: Uint8Array, now: number) => {
      octets.set(input)
      numbers.set([now, (numbers[1] ?? 0) + 1, target, input.length])
    },
    end: () => {
      numbers[0] = 0
    },
    look: () => {
      const [began = 0, executions = 0, target = 0, length = 0] = numbers
      return { began, executions, target, input: Uint8Array.from(octets.subarray(0, length)) }
    },
  }
}
