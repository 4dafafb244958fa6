// The service in a process of its own, so that its memory is not counted.
import { createEmulator } from '@denglu/emulator'

const emulator = createEmulator({ qqmusic: { mobileQrLivesMs: 3_600_000 } })
const { origin } = await emulator.listen()
process.send?.(origin)
process.once('disconnect', () => process.exit())
