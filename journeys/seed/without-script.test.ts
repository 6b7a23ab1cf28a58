import { pointer } from './pointer.ts'
import { walk } from './walk.ts'

walk('with JavaScript off', { hands: pointer, script: false })
