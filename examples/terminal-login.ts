// Logs in to Bilibili in a terminal: draws the code, tells what happens, and says who is there.
import { bilibili } from '@denglu/bilibili'
import { renderTerminal } from '@denglu/qr'

const flow = bilibili.login('web-qr', { renew: 2, signal: AbortSignal.timeout(300_000) })

for await (const event of flow) {
  if (event.type === 'qr-ready') console.log(await renderTerminal(event.qr))
  if (event.type === 'qr-scanned') console.log('Scanned. Now confirm on the phone.')
  if (event.type === 'login-failed') console.log(`Not this time: ${event.reason}.`)
  if (event.type === 'login-succeeded') {
    const { account } = await bilibili.check(event.credential)
    console.log(`Hello, ${account?.name}.`)
  }
}
