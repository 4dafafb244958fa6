import type { Challenge } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { createPages, type PagesOptions } from './pages.ts'

const origin = 'http://127.0.0.1:4321'
const smsCode: Challenge = { kind: 'sms-code', sentTo: '138****8000' }
const geetest: Challenge = { kind: 'geetest', gt: 'a'.repeat(32), challenge: 'b'.repeat(32) }

/** One open page, and how a browser would get and send it. */
function openPage<C extends Challenge>(challenge: C, options: Partial<PagesOptions> = {}, signal?: AbortSignal) {
  const pages = createPages({ hosts: ['127.0.0.1'], ...options })
  const { path, answer } = pages.openChallenge(challenge, { ...(signal && { signal }) })
  const request = (init?: RequestInit, to = origin + path) => pages.handle(new Request(to, init))
  return {
    pages,
    path,
    answer,
    get: (headers: Readonly<Record<string, string>> = {}, to?: string) => request({ headers }, to),
    send: (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = { origin }) =>
      request({ method: 'POST', headers, body: new URLSearchParams(fields) }),
  }
}

/** Nothing is what a stranger gets: a number, and no word of what is here. */
async function expectNothing(response: Response, status: number): Promise<void> {
  expect({ status: response.status, body: await response.text() }).toEqual({ status, body: '' })
}

describe('the link', () => {
  test('cannot be guessed, and differs each time', () => {
    const pages = createPages({ hosts: [] })
    const paths = Array.from({ length: 50 }, () => pages.openChallenge(smsCode).path)
    expect(new Set(paths).size).toBe(50)
    for (const path of paths) expect(path).toMatch(/^\/[\w-]{43}$/)
  })

  test('is good for one answer, then gone', async () => {
    const { get, send, answer } = openPage(smsCode)
    expect((await get()).status).toBe(200)
    expect((await get()).status).toBe(200)
    expect((await send({ code: '123456' })).status).toBe(200)
    await answer

    const again = await send({ code: '654321' })
    expect(again.status).toBe(410)
    expect(await again.text()).toContain('This link is closed')
    expect((await get()).status).toBe(410)
  })

  test('takes the first of two forms that come at once', async () => {
    const { send, answer } = openPage(smsCode)
    const statuses = (await Promise.all([send({ code: '1' }), send({ code: '2' })])).map(({ status }) => status)
    expect(statuses).toEqual([200, 410])
    expect(await answer).toEqual({ kind: 'sms-code', code: '1' })
  })

  test('is closed when the flow is given up, and its reason comes as it was', async () => {
    const giveUp = new AbortController()
    const { get, answer } = openPage(smsCode, {}, giveUp.signal)
    const reason = new Error('enough')
    giveUp.abort(reason)
    await expect(answer).rejects.toBe(reason)
    expect((await get()).status).toBe(410)
  })

  test('stays below the path where the handler is mounted', async () => {
    const { path, get } = openPage(smsCode, { basePath: '/denglu/' })
    expect(path).toMatch(/^\/denglu\//)
    expect((await get()).status).toBe(200)
    await expectNothing(await get({}, origin + path.replace('/denglu', '')), 404)
  })
})

describe('a stranger gets nothing', () => {
  test.each(['/', '/guess', `/${'A'.repeat(43)}`, '/favicon.ico'])('at %s', async (path) => {
    await expectNothing(await openPage(smsCode).get({}, origin + path), 404)
  })

  test.each(['evil.example', 'evil.example:4321', '127.0.0.1.evil.example', '192.168.1.5:4321'])(
    'through the name %s',
    async (host) => {
      const { get, path } = openPage(smsCode)
      await expectNothing(await get({ host }), 404)
      await expectNothing(await get({}, `http://${host}${path}`), 404)
    },
  )

  test('at another port of a host that was named with one', async () => {
    const { get } = openPage(smsCode, { hosts: ['127.0.0.1:80'] })
    await expectNothing(await get(), 404)
  })

  test.each([
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a page of another program here', { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' }],
    ['a page of another program, in an old browser', { origin: 'http://127.0.0.1:9999' }],
    ['a page with no origin', { origin: 'null' }],
    ['a page with no origin, elsewhere', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a foreign page that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['who knows what', {}],
  ])('with a form from %s', async (_who, headers: Record<string, string>) => {
    const { send, get } = openPage(smsCode)
    await expectNothing(await send({ code: '123456' }, headers), 403)
    expect((await get()).status).toBe(200)
  })

  test('with a form that is longer than any answer, which is not read to its end', async () => {
    const { pages, path, get } = openPage(smsCode)
    const body = new ReadableStream({ pull: (endless) => endless.enqueue(new TextEncoder().encode('x'.repeat(4_096))) })
    const init = { method: 'POST', headers: { origin }, body, duplex: 'half' } as const
    await expectNothing(await pages.handle(new Request(origin + path, init)), 413)
    expect((await get()).status).toBe(200)
  })

  test('with another method', async () => {
    const { pages, path } = openPage(smsCode)
    await expectNothing(await pages.handle(new Request(origin + path, { method: 'PUT' })), 405)
  })
})

describe('a form of ours is taken', () => {
  test.each([
    ['with the origin of the page', { origin, 'sec-fetch-site': 'same-origin' }],
    ['under no-referrer, on the word of the browser', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ])('%s', async (_how, headers) => {
    const { send, answer } = openPage(smsCode)
    expect((await send({ code: '012345' }, headers)).status).toBe(200)
    expect(await answer).toEqual({ kind: 'sms-code', code: '012345' })
  })

  test('through a proxy that keeps its name to itself', async () => {
    const { send, answer } = openPage(smsCode, { hosts: ['127.0.0.1', 'login.example.com'] })
    await send({ code: '1' }, { origin: 'https://login.example.com', 'sec-fetch-site': 'same-origin' })
    expect(await answer).toEqual({ kind: 'sms-code', code: '1' })
  })
})

describe('a page', () => {
  test('says who may frame, cache, sniff and follow it: nobody', async () => {
    const { headers } = await openPage(smsCode).get()
    const nonce = /'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(22)
    expect(Object.fromEntries([...headers].map(([name, value]) => [name, value.replaceAll(nonce, '…')]))).toEqual({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'nonce-…'; style-src 'nonce-…'; style-src-attr 'none'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  })

  test('has a nonce of its own each time', async () => {
    const { get } = openPage(smsCode)
    const policies = [await get(), await get()].map(({ headers }) => headers.get('content-security-policy'))
    expect(policies[0]).not.toBe(policies[1])
  })

  test('opens to GeeTest only for a puzzle, and to the script it was given', async () => {
    const policyOf = async (options: Partial<PagesOptions>) =>
      (await openPage(geetest, options).get()).headers.get('content-security-policy')
    expect(await policyOf({})).toMatch(
      /script-src 'nonce-[\w-]+' https:\/\/\*\.geetest\.com https:\/\/\*\.geevisit\.com https:\/\/dn-staticdown\.qbox\.me;/,
    )
    expect(await policyOf({ geetestScriptUrl: 'http://127.0.0.1:5/gt.js?x' })).toMatch(
      /connect-src 'self' http:\/\/127\.0\.0\.1:5 https/,
    )
  })

  test.each([
    ['zh', undefined, 'zh-CN,zh;q=0.9,en;q=0.8', ''],
    ['en', undefined, 'de,en-GB;q=0.7,zh;q=0.3', ''],
    ['en', undefined, 'fr', ''],
    ['zh', 'zh', 'en', ''],
    ['en', 'zh', 'zh', '?lang=en'],
  ] as const)('is in %s for preset %s, browser %s, address %s', async (lang, preset, accepted, query) => {
    const { get, path } = openPage(smsCode, { lang: preset })
    const page = await (await get({ 'accept-language': accepted }, origin + path + query)).text()
    expect(page).toMatch(lang === 'zh' ? /<html lang="zh-CN">.*<title>输入短信验证码/s : /<html lang="en">/)
  })

  test('cannot be written into by what a service says', async () => {
    const { get } = openPage({ kind: 'sms-code', sentTo: '<img src=x onerror=alert(1)>"&\'' })
    const page = await (await get()).text()
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;&#39;')
    expect(page).not.toContain('<img')
  })
})

describe('answers', () => {
  test('a puzzle gives back the challenge that it returned', async () => {
    const { send, answer } = openPage(geetest)
    const proof = { challenge: `${geetest.challenge}0a`, validate: 'v', seccode: 'v|jordan' }
    await send(proof)
    expect(await answer).toEqual({ kind: 'geetest', ...proof })
  })

  test('a pasted result is read, and half a result is not', async () => {
    const { send, get, answer } = openPage(geetest)
    const refused = await send({ pasted: '{"validate":"v"}' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('it needs challenge and validate')
    expect((await get()).status).toBe(200)

    await send({ pasted: 'geetest_challenge=c0a&geetest_validate=v&geetest_seccode=v%7Cjordan' })
    expect(await answer).toEqual({ kind: 'geetest', challenge: 'c0a', validate: 'v', seccode: 'v|jordan' })
  })

  test.each([
    ['012345', '012345'],
    [' 01 23-45 ', '012345'],
    ['０１２３４５', '012345'],
  ])('the code %j is %s', async (typed, code) => {
    const { send, answer } = openPage(smsCode)
    await send({ code: typed })
    expect(await answer).toEqual({ kind: 'sms-code', code })
  })

  test.each(['', '   ', '<b>'])('the code %j is none', async (typed) => {
    const { send } = openPage(smsCode)
    const response = await send({ code: typed })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('请输入短信中的数字。')
  })

  test('a wrong code is said to have been wrong', async () => {
    const { get } = openPage({ ...smsCode, problem: 'wrong-code' })
    expect(await (await get()).text()).toContain('That code was not right.')
  })

  test('a visit is answered by saying so; its link names the host and tells it nothing', async () => {
    const url = 'https://passport.bilibili.com/check?a=1&b=2'
    const { get, send, answer } = openPage({ kind: 'visit-url', url, why: 'risk-check' })
    const page = await (await get()).text()
    expect(page).toContain(
      'href="https://passport.bilibili.com/check?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"',
    )
    expect(page).toContain('Open passport.bilibili.com')
    await send({})
    expect(await answer).toEqual({ kind: 'visit-url' })
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'nonsense'])('%s is no page to visit', (url) => {
    expect(() => openPage({ kind: 'visit-url', url, why: 'captcha' })).toThrow('the page to visit has no web address')
  })
})
