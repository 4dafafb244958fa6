import { generateKeyPairSync } from 'node:crypto'
import { LoginError } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import type { BilibiliCredential } from '../credential.ts'
import { correspondPath } from './correspond.ts'
import { logIn, sessdata } from './lifecycle.fixture.ts'

const day = 86_400_000

describe('the web session', () => {
  test('is renewed in two phases: saved first, then the old one is ended', async () => {
    const { provider, credential, account, sent } = await logIn()
    const saved: BilibiliCredential[] = []
    const alive: number[] = []
    const renewed = await provider.refresh(credential, {
      save: (one) => {
        saved.push(one)
        alive.push(account.sessions().length)
      },
    })
    expect(sent).toEqual([
      '/x/passport-login/web/cookie/info',
      '/correspond/1/…',
      '/x/passport-login/web/cookie/refresh',
      '/x/passport-login/web/confirm/refresh',
    ])
    expect(alive).toEqual([2, 1])
    expect(saved.map(({ replaces }) => replaces)).toEqual([credential.refreshToken, undefined])
    expect(saved[1]).toEqual(renewed)
    expect(sessdata(renewed)).not.toBe(sessdata(credential))
    expect(renewed.refreshToken).not.toBe(credential.refreshToken)
    expect(await provider.check(renewed)).toMatchObject({ status: 'valid' })
    expect(await provider.check(credential)).toEqual({ status: 'expired' })
  })

  test.each(['web-qr', 'tv-qr'] as const)('keeps the device that the login was made with (%s)', async (method) => {
    const { provider, credential } = await logIn(method)
    const device = { buvid3: 'b3', buvid4: 'b4', issuedAt: 1 }
    expect(await provider.refresh({ ...credential, device })).toMatchObject({ device })
  })

  test('can be renewed again and again', async () => {
    const { provider, credential, clock } = await logIn()
    let current = credential
    for (let times = 0; times < 5; times++) {
      await clock.wait(100 * day)
      current = await provider.refresh(current)
      expect(await provider.check(current)).toMatchObject({ status: 'valid' })
    }
  })

  test.each([-day, day])('whatever the local clock says (%d ms off)', async (offMs) => {
    const { clock, create, credential, emulator } = await logIn()
    const wrong = { ...clock, now: () => clock.now() + offMs }
    const renewed = await create(undefined, wrong).refresh(credential)
    expect(emulator.bilibili.accounts.first.sessions().map(({ cookies }) => cookies.SESSDATA)).toEqual([
      sessdata(renewed),
    ])
  })

  test('a lost confirmation is made up for by the next refresh', async () => {
    const { create, provider, credential, account } = await logIn()
    const offline = create((path) => {
      if (path.endsWith('/confirm/refresh')) throw new TypeError('fetch failed')
    })
    const unconfirmed = await offline.refresh(credential)
    expect(unconfirmed.replaces).toBe(credential.refreshToken)
    expect(account.sessions()).toHaveLength(2)
    const confirmed = await provider.refresh(provider.parseCredential(JSON.parse(JSON.stringify(unconfirmed))))
    expect(confirmed).not.toHaveProperty('replaces')
    expect(sessdata(confirmed)).toBe(sessdata(unconfirmed))
    expect(account.sessions()).toHaveLength(1)
  })

  test('a confirmation that arrived although its answer was lost is not asked for forever', async () => {
    const { create, provider, credential } = await logIn()
    const unconfirmed = await create((path) => {
      if (path.endsWith('/confirm/refresh')) throw new TypeError('fetch failed')
    }).refresh(credential)
    await provider.refresh(unconfirmed)
    expect(await provider.refresh(unconfirmed)).not.toHaveProperty('replaces')
  })

  test('a stale path is made anew once, and then given up', async () => {
    const { create, credential, sent } = await logIn()
    let stale = 1
    const renewed = await create((path) =>
      path.startsWith('/correspond') && stale-- > 0 ? new Response('404', { status: 404 }) : undefined,
    ).refresh(credential)
    expect(renewed.refreshToken).not.toBe(credential.refreshToken)
    sent.length = 0
    const never = create((path) => (path.startsWith('/correspond') ? new Response('<html></html>') : undefined))
    await expect(never.refresh(renewed)).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili: refresh: ask permission: the page holds no refresh_csrf',
    })
    expect(sent.filter((path) => path.startsWith('/correspond'))).toHaveLength(2)
  })

  test('an answer without a new session is no success, and nothing is saved', async () => {
    const { create, credential } = await logIn()
    const saved: unknown[] = []
    const hollow = create((path) =>
      path.endsWith('/cookie/refresh') ? Response.json({ code: 0, data: { refresh_token: 'x' } }) : undefined,
    )
    const refreshing = hollow.refresh(credential, { save: (one) => void saved.push(one) })
    await expect(refreshing).rejects.toMatchObject({ code: 'response-unexpected' })
    expect(saved).toEqual([])
  })

  test('half of a new session is no success either', async () => {
    const { create, credential, account } = await logIn()
    const saved: unknown[] = []
    const half = create((path) => {
      if (!path.endsWith('/cookie/refresh')) return undefined
      const headers = { 'set-cookie': `bili_jct=${'f'.repeat(32)}; Path=/; Domain=bilibili.com` }
      return Response.json({ code: 0, data: { refresh_token: 'x' } }, { headers })
    })
    const refreshing = half.refresh(credential, { save: (one) => void saved.push(one) })
    await expect(refreshing).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili: refresh: the service gave no new session',
    })
    expect(saved).toEqual([])
    expect(account.sessions()).toHaveLength(1)
  })

  test('risk control on the way to permission is told as such', async () => {
    const { create, credential } = await logIn()
    const blocked = create((path) => (path.startsWith('/correspond') ? new Response('', { status: 412 }) : undefined))
    await expect(blocked.refresh(credential)).rejects.toMatchObject({ reason: 'risk-control', serviceCode: -412 })
  })

  test('what the service will not renew is rejected with what to do', async () => {
    const { provider, credential, account } = await logIn()
    await expect(provider.refresh({ ...credential, refreshToken: 'of another login' })).rejects.toMatchObject({
      code: 'credential-rejected',
      message: 'bilibili: refresh: the refresh token does not belong to this session (86095)',
      hint: { en: 'Log in again.', zh: '请重新登录。' },
    })
    account.endSessions()
    await expect(provider.refresh(credential)).rejects.toMatchObject({ code: 'credential-rejected' })
    const { refreshToken: _none, ...tokenless } = credential
    await expect(provider.refresh(tokenless)).rejects.toMatchObject({
      code: 'not-renewable',
      message: expect.stringContaining('no refresh token'),
    })
  })

  test('stops when aborted, with the reason as it came', async () => {
    const { create, credential } = await logIn()
    const controller = new AbortController()
    const reason = { mine: true }
    const aborting = create((path) => {
      if (path.endsWith('/confirm/refresh')) controller.abort(reason)
    })
    await expect(aborting.refresh(credential, { signal: controller.signal })).rejects.toBe(reason)
  })
})

describe('app tokens', () => {
  test('are renewed with the key they were issued for, cookies and all', async () => {
    const { provider, credential, clock } = await logIn('tv-qr')
    await clock.wait(day)
    const renewed = await provider.refresh(credential)
    expect(renewed.app?.accessToken).not.toBe(credential.app?.accessToken)
    expect(renewed.app?.appkey).toBe(credential.app?.appkey)
    expect(renewed.app?.expiresAt).toBe((credential.app?.expiresAt ?? 0) + day)
    expect(sessdata(renewed)).not.toBe(sessdata(credential))
    expect(await provider.check(renewed)).toMatchObject({ status: 'valid' })
  })

  test.each([
    ['are lost', () => new Response('', { status: 502 })],
    ['have ended', () => Response.json({ code: -101 })],
  ])('that %s do not take the new web session away', async (_what, answer) => {
    const { create, provider, credential } = await logIn()
    const both = await provider.addAppTokens(credential)
    const saved: BilibiliCredential[] = []
    const renewed = await create((path) => (path.endsWith('/oauth2/refresh_token') ? answer() : undefined)).refresh(
      both,
      { save: (one) => void saved.push(one) },
    )
    expect(sessdata(renewed)).not.toBe(sessdata(both))
    expect(renewed.app).toEqual(both.app)
    expect(saved.at(-1)).toEqual(renewed)
    expect(await provider.check(renewed)).toMatchObject({ status: 'valid' })
  })

  test('that cannot be stored are no success', async () => {
    const { provider, credential } = await logIn()
    const both = await provider.addAppTokens(credential)
    const full = new LoginError('full', { code: 'store-unavailable' })
    const save = ({ app }: BilibiliCredential) =>
      app?.accessToken === both.app?.accessToken ? undefined : Promise.reject(full)
    await expect(provider.refresh(both, { save })).rejects.toBe(full)
  })

  test('of another app are refused', async () => {
    const { provider, credential } = await logIn('tv-qr')
    const app = credential.app && { ...credential.app, appkey: 'dfca71928277209b' }
    await expect(provider.refresh({ ...credential, ...(app && { app }) })).rejects.toMatchObject({
      code: 'credential-rejected',
      message: 'bilibili: refresh app tokens: the token belongs to another app (-663)',
    })
  })
})

test('a correspond path has all of its 256 digits', () => {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding, privateKeyEncoding })
  for (let at = 0; at < 20; at++) expect(correspondPath(at, publicKey)).toMatch(/^[0-9a-f]{256}$/)
})

test('errors of a refresh are LoginErrors that name their step', async () => {
  const { create, credential } = await logIn()
  for (const path of ['cookie/info', 'correspond', 'cookie/refresh']) {
    const error = await create((asked) => (asked.includes(path) ? new Response('', { status: 502 }) : undefined))
      .refresh(credential)
      .catch((thrown: unknown) => thrown)
    expect(LoginError.is(error), path).toBe(true)
    expect((error as LoginError).step).toMatch(/^bilibili: refresh/)
  }
})
