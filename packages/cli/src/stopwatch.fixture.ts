// Loaded before the command: writes down how long it takes from Ctrl-C to the end, in ms, into the file of $STOPWATCH.
import { writeFileSync } from 'node:fs'

const { STOPWATCH = '' } = process.env
let pressedAt = 0
process.prependListener('SIGINT', () => {
  pressedAt = performance.now()
})
process.on('exit', () => writeFileSync(STOPWATCH, `${performance.now() - pressedAt}`))
