import { describe, expect, test } from 'vitest'
import { type Bench, openBench } from './bench.fixture.ts'
import { converse } from './conversation.fixture.ts'

describe.concurrent('every method by a code', { timeout: 40_000 }, () => {
  test.each([
    ['bilibili', 'tv-qr'],
    ['bilibili-intl', 'web-qr'],
    ['bilibili-intl', 'tv-qr'],
    ['qqmusic', 'mobile-qr'],
    ['qqmusic', 'qq-qr'],
    ['qqmusic', 'wechat-qr'],
  ])('%s %s logs in', async (provider, method) => {
    await using bench = await openBench()
    const conversation = converse(bench, ['login', provider, method, '--json'])

    const { qr } = await conversation.read()
    const phone = phoneOf(bench, provider)
    phone.scan(qr)
    phone.confirm(qr)

    expect(await conversation.readUntil('login-succeeded')).toMatchObject({ provider, verified: true })
    expect(await conversation.ended).toBe(0)
    expect(await bench.store.list()).toHaveLength(1)
  })

  test.each(['mobile-qr', 'qq-qr', 'wechat-qr'])('declined on the phone, qqmusic %s ends with 4', async (method) => {
    await using bench = await openBench()
    const conversation = converse(bench, ['login', 'qqmusic', method, '--json'])

    const { qr } = await conversation.read()
    bench.emulator.qqmusic.phone.decline(qr)

    expect(await conversation.readUntil('login-failed')).toEqual({ type: 'login-failed', reason: 'declined' })
    expect(await conversation.read()).toMatchObject({ type: 'error', code: 'login-declined' })
    expect(await conversation.ended).toBe(4)
    expect(await bench.store.list()).toEqual([])
  })

  test.each(['bilibili-intl', 'qqmusic'])('%s is looked at and logged out', async (provider) => {
    await using bench = await openBench()
    const conversation = converse(bench, ['login', provider, '--json'])
    const { qr } = await conversation.read()
    phoneOf(bench, provider).confirm(qr)
    expect(await conversation.ended).toBe(0)

    const { code, stdout } = await bench.run(['status', provider, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ accounts: [{ provider, status: 'valid', current: true }] })
    expect(code).toBe(0)
    expect((await bench.run(['logout', provider])).code).toBe(0)
    expect(await bench.store.list()).toEqual([])
  })
})

describe.concurrent('methods that ask', { timeout: 40_000 }, () => {
  test('a program answers line by line', async () => {
    await using bench = await openBench()
    const { email, password, userId } = bench.emulator.bilibili.accounts.first
    bench.keepSecret(password)
    const conversation = converse(bench, ['login', 'bilibili', 'password', '--json'])
    conversation.write(email)
    conversation.write(password)

    const { challenge } = await conversation.read()
    conversation.write(JSON.stringify(bench.emulator.geetest.solve(challenge.challenge)))

    expect(await conversation.read()).toMatchObject({ type: 'login-succeeded', userId, verified: true })
    expect(await conversation.ended).toBe(0)
  })

  test('a code of a text message is asked for again when it was wrong', async () => {
    await using bench = await openBench()
    const { phone, userId } = bench.emulator.bilibili.accounts.first
    bench.keepSecret(phone)
    const conversation = converse(bench, ['login', 'bilibili', 'sms', '--json'])
    conversation.write(phone)
    conversation.write('')
    const { challenge } = await conversation.read()
    conversation.write(JSON.stringify(bench.emulator.geetest.solve(challenge.challenge)))

    expect(await conversation.read()).toMatchObject({ challenge: { kind: 'sms-code' } })
    const { code } = bench.emulator.bilibili.phone.readSms()
    conversation.write(code === '000000' ? '111111' : '000000')
    expect(await conversation.read()).toMatchObject({ challenge: { kind: 'sms-code', problem: 'wrong-code' } })
    conversation.write(code)

    expect(await conversation.read()).toMatchObject({ type: 'login-succeeded', userId })
    expect(await conversation.ended).toBe(0)
  })

  test('when nobody answers it ends with 6, and without the input with 2', async () => {
    await using bench = await openBench()
    const { email, password } = bench.emulator.bilibili.accounts.first
    bench.keepSecret(password)

    const unsolved = await bench.run(['login', 'bilibili', 'password'], { input: `${email}\n${password}\n` })
    expect(unsolved.stderr).toContain('The service asks for something that needs a person.')
    expect(unsolved.code).toBe(6)

    const cutOff = await bench.run(['login', 'bilibili', 'password'], { input: `${email}\n` })
    expect(cutOff.stderr).toContain('"Password" is needed, and standard input ended before it.')
    expect(cutOff.code).toBe(2)
  })
})

function phoneOf({ emulator }: Bench, provider: string) {
  const { bilibili, bilibiliIntl, qqmusic } = emulator
  return (provider === 'bilibili' ? bilibili : provider === 'qqmusic' ? qqmusic : bilibiliIntl).phone
}
