import { createBilibili } from '@denglu/bilibili'
import { createBilibiliIntl } from '@denglu/bilibili-intl'
import { createEmulator, createManualClock } from '@denglu/emulator'
import { expect, test } from 'vitest'

async function logInToBoth() {
  const clock = createManualClock()
  const script = { phone: { scanAfterMs: 0, confirmAfterMs: 0 } }
  const emulator = createEmulator({ clock, bilibili: script, bilibiliIntl: script })
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    sent.push(new Request(input, init).url)
    return emulator.fetch(input, init)
  }
  const bilibili = createBilibili({ clock, fetch })
  const bilibiliIntl = createBilibiliIntl({ clock, fetch })
  const credentials = {
    bilibili: await bilibili.login('web-qr').finish(),
    'bilibili-intl': await bilibiliIntl.login('web-qr').finish(),
  }
  sent.length = 0
  return { bilibili, bilibiliIntl, credentials, sent }
}

test('the cookies of the two realms never meet: each refuses the other’s credential and sends nothing', async () => {
  const { bilibili, bilibiliIntl, credentials, sent } = await logInToBoth()
  for (const [provider, foreign] of [
    [bilibili, credentials['bilibili-intl']],
    [bilibiliIntl, credentials.bilibili],
  ] as const) {
    const message = `this credential belongs to ${foreign.provider}, not to ${provider.name}`
    for (const call of [provider.check, provider.refresh, provider.logout]) {
      await expect(call(foreign as never)).rejects.toMatchObject({ code: 'input-invalid', message })
    }
    expect(() => provider.cookies(foreign as never)).toThrow(message)
  }
  expect(sent).toEqual([])
})

test('a flow of one realm is not resumed by the other', async () => {
  const { bilibili, bilibiliIntl } = await logInToBoth()
  const flow = bilibili.login('web-qr')
  for await (const _event of flow) break
  expect(() => bilibiliIntl.resume(flow.snapshot())).toThrow(
    'bilibili-intl has no login method of the name "bilibili/web-qr"',
  )
})
