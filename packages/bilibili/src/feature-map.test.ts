import { readFileSync } from 'node:fs'
import type { Challenge, LoginEvent } from '@denglu/core'
import { expect, test } from 'vitest'
import { setUp } from './__fixtures__/person.ts'
import { findCountry, searchCountries } from './index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const phone = { phone: '13800300401' }

/** What a login goes through, and what goes over the wire meanwhile. */
async function goThrough(method: 'web-qr' | 'tv-qr' | 'password' | 'sms', riskCheck: 'none' | 'secLogin' = 'none') {
  const { provider, emulator, account, answers, asked } = setUp({
    accounts: [{ riskCheck }],
    phone: { scanAfterMs: 3_000, confirmAfterMs: 3_000 },
  })
  const events: LoginEvent[] = []
  const finish = { answers, onEvent: (event: LoginEvent) => void events.push(event) }
  const input = { username: account.email, password: account.password }
  const credential =
    method === 'password'
      ? await provider.login(method, { input }).finish(finish)
      : method === 'sms'
        ? await provider.login(method, { input: phone }).finish(finish)
        : await provider.login(method).finish(finish)
  const challenges = events.flatMap((event): Challenge[] =>
    event.type === 'challenge-raised' ? [event.challenge] : [],
  )
  return { provider, emulator, credential, challenges, types: events.map(({ type }) => type), asked: asked() }
}

const countries = () => setUp().provider.fetchCountries()
const kinds = (challenges: readonly Challenge[]) => challenges.map(({ kind }) => kind)
const scanned = ['qr-ready', 'qr-scanned', 'login-succeeded']

/** Every row of the page's last table, shown to be true. */
const rows: Readonly<Record<string, () => Promise<void>>> = {
  'QrCodeLogin(WEB), QrCodeLogin(TV)': async () => {
    expect((await goThrough('web-qr')).credential.refreshToken).toBeDefined()
    expect((await goThrough('tv-qr')).credential.app).toBeDefined()
  },
  'generate_qrcode, has_qrcode': async () => expect((await goThrough('web-qr')).types[0]).toBe('qr-ready'),
  'get_qrcode_picture, get_qrcode_terminal': async () => {
    for await (const event of setUp().provider.login('web-qr')) {
      expect(event).toMatchObject({ type: 'qr-ready', qr: { kind: 'text', text: expect.stringMatching(/^https:/) } })
      break
    }
  },
  'check_state: SCAN, CONF, TIMEOUT, DONE': async () => {
    expect((await goThrough('web-qr')).types).toEqual(scanned)
    await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({ code: 'login-expired' })
  },
  'has_done, get_credential': async () => expect((await goThrough('tv-qr')).types.at(-1)).toBe('login-succeeded'),
  login_with_password: async () => expect((await goThrough('password')).credential.userId).toBe('100200300401'),
  'PhoneNumber(number, country)': async () => {
    const { provider, answers, sent } = setUp()
    await provider.login('sms', { input: { phone: '5123-4567', country: '中国香港特别行政区' } }).finish({ answers })
    expect(sent.at(-1)?.form).toMatchObject({ cid: '852', tel: '51234567' })
  },
  get_countries_list: async () => expect(await countries()).toHaveLength(215),
  'search_countries(keyword)': async () => {
    expect(searchCountries(await countries(), '台湾')).toEqual(searchCountries(await countries(), '+886'))
  },
  'have_country(name), get_code_by_country(name)': async () => {
    expect(findCountry(await countries(), { name: '新加坡' })?.dialingCode).toBe('65')
    expect(findCountry(await countries(), { name: '新' })).toBeUndefined()
  },
  'have_code(code), get_id_by_code(code)': async () => {
    for (const dialingCode of [1, '1', '+1']) expect(findCountry(await countries(), { dialingCode })?.id).toBe(4)
    expect(findCountry(await countries(), { dialingCode: 0 })).toBeUndefined()
  },
  send_sms: async () => expect((await goThrough('sms')).asked).toContain('sms/send'),
  login_with_sms: async () => expect(kinds((await goThrough('sms')).challenges)).toEqual(['geetest', 'sms-code']),
  'LoginCheck(url)': async () => {
    expect((await goThrough('sms', 'secLogin')).types.at(-1)).toBe('login-succeeded')
  },
  'LoginCheck.fetch_info': async () => {
    const { challenges } = await goThrough('password', 'secLogin')
    expect(challenges.at(-1)).toEqual({ kind: 'sms-code', sentTo: '138*****401' })
  },
  'LoginCheck.send_sms': async () => {
    const { challenges, asked } = await goThrough('password', 'secLogin')
    expect(kinds(challenges)).toEqual(['geetest', 'geetest', 'sms-code'])
    expect(asked).toContain('sms/send')
  },
  'LoginCheck.complete_check': async () => {
    expect((await goThrough('password', 'secLogin')).asked.slice(-2)).toEqual(['sec/verify', 'web/exchange_cookie'])
  },
  'Geetest (LOGIN, VERIFY)': async () => {
    for (const kind of ['login', 'verify'] as const)
      expect(await setUp().provider.fetchCaptcha(kind)).toMatchObject({ kind, token: expect.stringMatching(/./) })
  },
  'the local page, complete_test': async () => {
    const { provider, solve, answers } = setUp()
    const geetest = ({ challenge }: { challenge: string }) => {
      const answer = solve(challenge)
      expect(Object.keys(answer)).toEqual(['kind', 'challenge', 'validate', 'seccode'])
      return answer
    }
    await provider.login('sms', { input: phone }).finish({ answers: { ...answers, geetest } })
  },
  'Credential.check_valid, check_refresh': async () => {
    const { provider, emulator, credential } = await goThrough('password')
    expect(await provider.check(credential)).toMatchObject({ status: 'valid' })
    emulator.bilibili.settings.refreshAdvisedAfterMs = 0
    expect(await provider.check(credential)).toMatchObject({ status: 'stale' })
    emulator.bilibili.accounts.first.endSessions()
    expect(await provider.check(credential)).toMatchObject({ status: 'expired' })
  },
  'Credential.refresh': async () => {
    const { provider, credential } = await goThrough('sms')
    const renewed = await provider.refresh(credential)
    expect(renewed.refreshToken).not.toBe(credential.refreshToken)
    expect(await provider.check(renewed)).toMatchObject({ status: 'valid' })
  },
}

test.each(Object.entries(rows))('%s', (_name, isTrue) => isTrue())

test('the page has these rows and no others', () => {
  const table = readme.slice(readme.indexOf('| there | here |')).split('\n').slice(2)
  const names = table
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1]?.trim().replaceAll('`', ''))
  expect(names).toEqual(Object.keys(rows))
})
