import { describe, expect, test, vi } from 'vitest'
import { openBench } from './bench.fixture.ts'
import type { Cli } from './cli.ts'
import { converse } from './conversation.fixture.ts'
import { openProxy } from './proxy.fixture.ts'
import { chooseProxy } from './proxy.ts'
import { en } from './texts/en.ts'

const eager = { scanAfterMs: 0, confirmAfterMs: 0 }

describe.concurrent('through a proxy', { timeout: 30_000 }, () => {
  test('a login goes through the one of --proxy, and nowhere else', async () => {
    await using bench = await openBench()
    await using proxy = await openProxy(bench.origin, bench.home)
    bench.emulator.bilibili.phone.follow(eager)

    const { code, stderr } = await bench.run(['login', 'bilibili', '--proxy', proxy.host], {
      env: straight(proxy.certificate),
    })

    expect(stderr).toContain('Logged in to Bilibili')
    expect(code).toBe(0)
    expect(new Set(proxy.asked)).toEqual(new Set(['passport.bilibili.com', 'api.bilibili.com']))
  })

  test('the one of the environment is taken for the WebSocket, too, and its password is not shown', async () => {
    await using bench = await openBench()
    await using proxy = await openProxy(bench.origin, bench.home)
    bench.keepSecret('open-sesame')
    const env = { ...straight(proxy.certificate), https_proxy: `http://ali:open-sesame@${proxy.host}` }

    const conversation = converse(bench, ['login', 'qqmusic', 'mobile-qr', '--json'], { env })
    const { qr } = await conversation.read()
    bench.emulator.qqmusic.phone.confirm(qr)

    expect(await conversation.readUntil('login-succeeded')).toMatchObject({ verified: true })
    expect(await conversation.ended).toBe(0)
    expect(proxy.asked).toContain('mu.y.qq.com')
    expect(new Set(proxy.authorized)).toEqual(new Set([`Basic ${btoa('ali:open-sesame')}`]))
    const { stdout } = await bench.run(['doctor', 'qqmusic'], { env })
    expect(stdout).toContain(`https_proxy=http://***@${proxy.host}`)
  })

  test('an emulator is talked to straight', async () => {
    await using bench = await openBench()
    await bench.logIn()

    expect((await bench.run(['status'], { env: { HTTPS_PROXY: 'http://127.0.0.1:9' } })).code).toBe(0)
  })
})

describe('which proxy', () => {
  const choose = async (env: NodeJS.ProcessEnv, proxy?: string) => {
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'])
      for (const spelling of [name, name.toUpperCase()]) vi.stubEnv(spelling, env[spelling] ?? '')
    const proxyFor = await chooseProxy({
      io: { env },
      values: { ...(proxy && { proxy }) },
      texts: en,
    } as unknown as Cli)
    return proxyFor && ['https://passport.bilibili.com/x', 'https://y.qq.com/'].map(proxyFor)
  }

  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://a:1' }, ['http://a:1', 'http://a:1']],
    [{ https_proxy: 'a:1', HTTPS_PROXY: 'http://b:1' }, ['http://a:1', 'http://a:1']],
    [{ ALL_PROXY: 'http://a:1', NO_PROXY: '.bilibili.com' }, ['', 'http://a:1']],
    [{ ALL_PROXY: 'socks5://a:1', HTTPS_PROXY: 'http://b:1' }, ['http://b:1', 'http://b:1']],
    [{ HTTPS_PROXY: 'http://a:1', NO_PROXY: '*' }, undefined],
    [{ HTTP_PROXY: 'http://a:1' }, undefined],
  ])('%j', async (env, expected) => {
    expect(await choose(env)).toEqual(expected)
  })

  test('--proxy goes before all of them', async () => {
    expect(await choose({ HTTPS_PROXY: 'http://a:1', NO_PROXY: '*' }, 'b:2')).toEqual(['http://b:2', 'http://b:2'])
  })

  test.each(['socks5://ali:open-sesame@a:1', 'ali:open-sesame/@a:1:1', 'http://'])(
    '%s is refused, without its password',
    async (address) => {
      await expect(choose({ ALL_PROXY: address })).rejects.toThrow(/^(?!.*sesame).*cannot be used as a proxy\.$/)
    },
  )
})

/** Not to the emulator, but to the services: the proxy is the only way there. */
function straight(certificate: string): NodeJS.ProcessEnv {
  return { DENGLU_EMULATOR: '', DENGLU_ENCRYPTION: 'off', NODE_EXTRA_CA_CERTS: certificate }
}
