import { Choices } from '@postern/kit/html'
import { type Edition, editions } from '../presets/preset.ts'
import { presetOf } from '../presets/presets.ts'
import type { SetupStep } from './step.ts'

/** *Subscription level*: tailors hints, and nothing that decides who comes in. */
export const subscriptionLevel: SetupStep = {
  id: 'subscription-level',
  label: 'Subscription level',
  lead: ({ preset }) => subscriptionLead(presetOf(preset).label),
  answer: ({ edition }) => editions.find(({ value }) => value === edition)?.label,
  view: async ({ connection }) => <Editions chosen={connection.edition} />,
  save: async (_of, form) => ({ changes: { edition: readEdition(form.text('edition')) } }),
}

export const subscriptionLead = (label: string) =>
  `The edition of ${label} that you have. It only decides which hints you see; what is checked is the same.`

export const readEdition = (text: string): Edition => (text === 'premium' ? 'premium' : 'basic')

export function Editions({ chosen }: { chosen: Edition }) {
  return (
    <Choices
      name="edition"
      label="Subscription level"
      type="radio"
      plain
      chosen={chosen}
      options={[
        { value: 'basic', label: 'Basic', hint: 'Also when you do not know: nothing is lost by it.' },
        { value: 'premium', label: 'Premium', hint: 'Groups can be assigned to the application there.' },
      ]}
    />
  )
}
