import type { Places } from '../start/places.ts'
import type { TestAccount } from '../start/record.ts'

export async function prepareSandbox(
  _places: Places,
  _accounts: readonly TestAccount[],
  progress: (line: string) => void,
): Promise<void> {
  progress('Preparing the sandbox …')
}
