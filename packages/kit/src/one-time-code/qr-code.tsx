import { encode } from 'uqr'

/**
 * A text as a picture that a telephone reads, black on white in both modes because many readers need it so. `says` is for
 * those who do not see it; put the text itself beside it.
 */
export function QrCode({ text, says }: { text: string; says: string }) {
  const { data, size } = encode(text, { border: 4 })
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={says} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={data.map(rowOf).join('')} fill="#000" />
    </svg>
  )
}

function rowOf(row: readonly boolean[], y: number): string {
  return row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')
}
