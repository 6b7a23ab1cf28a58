import type { Child } from 'hono/jsx'

export interface Step {
  readonly label: string
  readonly state: 'done' | 'here' | 'ahead'
  /** Where to change a step that is done. */
  readonly href?: string | undefined
  /** The answer that was given there. */
  readonly answer?: string | undefined
}

export interface StepsProps {
  readonly steps: readonly Step[]
  /** What comes after the last step: "Then: Known domains." */
  readonly after?: Child
}

/** All steps of a wizard, at the right of its form (in `Columns`). Done ones are links with the answer given. */
export function Steps({ steps, after }: StepsProps) {
  const at = steps.findIndex((step) => step.state === 'here')
  return (
    <nav class="way" aria-label="Steps">
      <p class="label">{at < 0 ? `${steps.length} steps` : `Step ${at + 1} of ${steps.length}`}</p>
      <ol class="steps">
        {steps.map((step) => (
          <li class={step.state} aria-current={step.state === 'here' ? 'step' : undefined}>
            {step.href && step.state === 'done' ? <a href={step.href}>{step.label}</a> : step.label}
            {step.answer && <span class="small">{step.answer}</span>}
          </li>
        ))}
      </ol>
      {after && <p class="small">{after}</p>}
    </nav>
  )
}

/** Numbered things to do, one after another: *How to fix it*. */
export function ToDo({ items }: { items: readonly Child[] }) {
  return (
    <ol class="steps do">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ol>
  )
}
