import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createClient, readBody } from './__fixtures__/bilibili-client.ts'
import { createManualClock } from './clock.ts'
import { createEmulator } from './emulator.ts'

test('a host that is not emulated is named, and nothing else of the request', async () => {
  const failure = await createEmulator()
    .fetch('https://www.example.org/path?secret=1')
    .catch((error: unknown) => error)
  expect(failure).toEqual(new TypeError('no service is emulated at www.example.org'))
})

test('takes a Request, a URL or a string, and http for https', async () => {
  const { fetch } = createEmulator()
  const nav = 'https://api.bilibili.com/x/web-interface/nav'
  for (const input of [nav, new URL(nav), new Request(nav), nav.replace('https', 'http')]) {
    expect((await readBody(await fetch(input))).code).toBe(-101)
  }
})

test('unknown paths and wrong methods are answered as the service answers them', async () => {
  const { fetch } = createEmulator()
  const nothing = await fetch('https://api.bilibili.com/x/none')
  expect([nothing.status, (await readBody(nothing)).code]).toEqual([404, -404])
  const wrong = await fetch('https://api.bilibili.com/x/web-interface/nav', { method: 'PUT' })
  expect([wrong.status, (await readBody(wrong)).code]).toEqual([405, -405])
})

test('a seed makes a whole login repeat; without one nothing does', async () => {
  const run = async (seed?: string) => {
    const emulator = createEmulator({ clock: createManualClock(), ...(seed && { seed }) })
    const client = createClient(emulator.fetch)
    const { url, qrcode_key } = await client.generate()
    emulator.bilibili.phone.confirm(url)
    const { text, cookies } = await client.poll(qrcode_key)
    return { avatar: emulator.bilibili.accounts.first.avatarUrl, url, text, cookies }
  }
  expect(await run('same')).toEqual(await run('same'))
  expect(await run('same')).not.toEqual(await run('other'))
  expect(await run()).not.toEqual(await run())
})

test('importing the package opens nothing, and loads no server', () => {
  const index = new URL('index.ts', import.meta.url).href
  const script = `
    await import(${JSON.stringify(index)})
    const { createEmulator } = await import(${JSON.stringify(index)})
    createEmulator()
    console.log(JSON.stringify([process.getActiveResourcesInfo(), process.moduleLoadList.includes('NativeModule http')]))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const [resources, loadedHttp] = JSON.parse(stdout)
  expect(resources.filter((name: string) => !/^(TTYWrap|PipeWrap|FSReq|CloseReq)/.test(name))).toEqual([])
  expect(loadedHttp).toBe(false)
})
