import { Door } from '@postern/kit/html'
import { ChooseList, type ChooseListProps } from '../connections/choose-list.tsx'

/** *Choose your identity provider*, on the way to an application. */
export function ChoosePage({ under, ...list }: Omit<ChooseListProps, 'wayOf'> & { readonly under: string }) {
  return (
    <Door
      server="sso"
      title="Choose your identity provider"
      brand="Postern"
      under={under}
      foot="Not sure? Type your work address and it is found."
    >
      <ChooseList {...list} wayOf={({ id }) => list.href({ connection: id })} />
    </Door>
  )
}
