import { pointer } from './pointer.ts'
import { walk } from './walk.ts'

walk('with script', { hands: pointer, script: true })
