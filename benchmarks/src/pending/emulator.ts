// The services in a process of their own, so that neither their memory nor their work is counted.
import { createEmulator } from '@denglu/emulator'

const emulator = createEmulator({ bilibili: { qrLivesMs: 3_600_000 } })
const { origin } = await emulator.listen()

// A message is the texts of the codes that the person confirms.
process.on('message', (texts: readonly string[]) => {
  for (const text of texts) emulator.bilibili.phone.confirm(text)
  process.send?.('confirmed')
})
process.send?.(origin)
process.once('disconnect', () => process.exit())
