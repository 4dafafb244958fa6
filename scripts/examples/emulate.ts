// Loaded before an example: whatever it asks of the services, the emulator answers, and nothing reaches the internet.
import { createEmulator } from '@denglu/emulator'

const emulator = createEmulator({ bilibili: { phone: { scanAfterMs: 1_000, confirmAfterMs: 1_000 } } })
globalThis.fetch = emulator.fetch
