const width = 96
const height = 24
const room = 3

/** A line of numbers over time, newest last, said in words for those who do not see it. */
export function Sparkline({ values, says }: { values: readonly number[]; says: string }) {
  const most = Math.max(1, ...values)
  const step = (width - room) / Math.max(1, values.length - 1)
  const x = (n: number) => (n * step).toFixed(1)
  const y = (value: number) => (height - room - (value / most) * (height - 2 * room)).toFixed(1)
  const last = values.length - 1
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
      <path d={values.map((value, n) => `${n === 0 ? 'M' : 'L'}${x(n)} ${y(value)}`).join('')} />
      {last >= 0 && <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2" />}
    </svg>
  )
}
