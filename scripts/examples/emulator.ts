// The thread that serves the emulator to the examples.
import { parentPort } from 'node:worker_threads'
import { createEmulator } from '@denglu/emulator'

const emulator = createEmulator({ bilibili: { phone: { scanAfterMs: 1_000, confirmAfterMs: 1_000 } } })
const { origin } = await emulator.listen()
parentPort?.postMessage(origin)
