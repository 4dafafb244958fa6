// What a stranger's program does with the installed packages: logs in both ways, and asks whether it worked.
import { createBilibili } from '@denglu/bilibili'
import { createEmulator } from '@denglu/emulator'

const emulator = createEmulator({ bilibili: { phone: { scanAfterMs: 100, confirmAfterMs: 100 } } })
const bilibili = createBilibili({ fetch: emulator.fetch })

for (const method of ['web-qr', 'tv-qr'] as const) {
  const seen: string[] = []
  const credential = await bilibili.login(method).finish({ onEvent: ({ type }) => void seen.push(type) })
  const { status } = await bilibili.check(credential)
  console.log(`${method}: ${seen.join(', ')}; the credential is ${status}`)
  if (seen[0] !== 'qr-ready' || status !== 'valid') process.exitCode = 1
}
