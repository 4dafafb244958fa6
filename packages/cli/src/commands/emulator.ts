import { createEmulator, type PhoneScript } from '@denglu/emulator'
import { type Command, printJson, say } from '../cli.ts'
import type { Values } from '../command-line/options.ts'
import { UsageError } from '../outcomes.ts'

/** Serves the emulator until Ctrl-C. */
export const emulator: Command = async (cli) => {
  const { values, texts, signal } = cli
  const phone = scriptOf(values)
  const held = phone ? { phone } : {}
  const emulated = createEmulator({ bilibili: held, bilibiliIntl: held, qqmusic: held })
  const { origin, close } = await emulated.listen({ port: values.port ?? 0 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new UsageError(texts.emulator.cannotListen(values.port ?? 0, String(error.code)))
  })
  try {
    const { listening, byHand, scripted, use, stop } = texts.emulator
    if (values.json) printJson(cli, { type: 'emulator-ready', origin })
    else
      for (const line of [listening(origin), phone ? scripted : byHand(origin), use(tryOut(origin)), stop])
        say(cli, line)
    signal.throwIfAborted()
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    return 'ok'
  } finally {
    await close()
  }
}

/** What the phone does by itself; nothing, unless a time was given. */
function scriptOf(values: Values): PhoneScript | undefined {
  const { 'scan-after': scan, 'confirm-after': confirm, 'decline-after': decline } = values
  if (scan === undefined && confirm === undefined && decline === undefined) return undefined
  return {
    scanAfterMs: (scan ?? 0) * 1_000,
    ...(confirm !== undefined && { confirmAfterMs: confirm * 1_000 }),
    ...(decline !== undefined && { declineAfterMs: decline * 1_000 }),
  }
}

function tryOut(origin: string): string {
  return `denglu login bilibili --emulator ${origin}`
}
