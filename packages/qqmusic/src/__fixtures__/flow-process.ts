// A program of its own that goes through a mobile-qr login: `node flow-process.ts <origin> <what>`.
// It tells its events line by line, and has to end by itself: nothing here calls process.exit.
import { text } from 'node:stream/consumers'
import { emulatorFetch, emulatorMqttUrl } from '@denglu/emulator'
import { createQQMusic } from '@denglu/qqmusic'

const [origin = '', what = ''] = process.argv.slice(2)
const qqmusic = createQQMusic({ fetch: emulatorFetch(origin), mqttUrl: emulatorMqttUrl(origin) })
const tell = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

if (what === 'begin') {
  const flow = qqmusic.login('mobile-qr')
  for await (const event of flow) if (event.type === 'qr-ready') break
  tell(flow.snapshot())
}

if (what === 'resume') {
  const credential = await qqmusic.resume(JSON.parse(await text(process.stdin))).finish()
  tell(credential)
}

if (what.startsWith('abort')) {
  const [, when = ''] = what.split(':')
  const controller = new AbortController()
  const signal = /^\d+$/.test(when) ? AbortSignal.timeout(Number(when)) : controller.signal
  try {
    for await (const event of qqmusic.login('mobile-qr', { signal })) {
      tell(event)
      // Later, so that the flow is already waiting for whatever comes next.
      if (event.type === when) setTimeout(() => controller.abort(new DOMException('enough', 'AbortError')), 150)
    }
  } catch (error) {
    tell({ type: error instanceof DOMException ? 'aborted' : String(error) })
  }
}
