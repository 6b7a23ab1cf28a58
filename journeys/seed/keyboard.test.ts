import { keyboard } from './keyboard.ts'
import { walk } from './walk.ts'

walk('by keyboard alone', { hands: keyboard, script: true })
