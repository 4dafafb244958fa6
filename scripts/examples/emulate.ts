// Loaded before an example: whatever it asks of the services, the emulator answers, and nothing reaches the internet.
import { emulatorFetch } from '@denglu/emulator'

globalThis.fetch = emulatorFetch(process.env.DENGLU_EMULATOR ?? '', { fetch: globalThis.fetch })
