import { expect, test } from 'vitest'
import { fetchByHops } from './fetch-by-hops.ts'

/** Answers by path: a status and where it leads, or 200 with what arrived. */
function site(hops: Readonly<Record<string, readonly [status: number, location: string]>>) {
  return fetchByHops(async (request) => {
    const { host, pathname } = new URL(request.url)
    const [status, location] = hops[pathname] ?? []
    if (location !== undefined) return new Response(null, { status: status ?? 302, headers: { location } })
    const { method, headers } = request
    return Response.json({ host, method, headers: [...headers.keys()], body: await request.text() })
  })
}

const post = { method: 'POST', body: new URLSearchParams({ a: '1' }), headers: { cookie: 'c=1', 'x-mine': '1' } }

test('says where it ended up', async () => {
  const response = await site({ '/a': [302, '/b'], '/b': [301, 'https://two.example/c'] })('https://one.example/a')
  expect([response.url, response.redirected]).toEqual(['https://two.example/c', true])
  expect([response.clone().url, response.clone().redirected]).toEqual(['https://two.example/c', true])
})

test.each([301, 302, 303])('%i turns POST into GET, and drops the body', async (status) => {
  const response = await site({ '/a': [status, '/b'] })('https://one.example/a', post)
  expect(await response.json()).toMatchObject({ method: 'GET', body: '', headers: ['cookie', 'x-mine'] })
})

test.each([307, 308])('%i repeats the request as it was', async (status) => {
  const response = await site({ '/a': [status, '/b'] })('https://one.example/a', post)
  expect(await response.json()).toMatchObject({
    method: 'POST',
    body: 'a=1',
    headers: ['content-type', 'cookie', 'x-mine'],
  })
})

test('cookies stay with their origin', async () => {
  const response = await site({ '/a': [302, 'https://two.example/b'] })('https://one.example/a', post)
  expect(await response.json()).toMatchObject({ host: 'two.example', headers: ['x-mine'] })
})

test('manual hands out the redirect, error refuses it', async () => {
  const fetch = site({ '/a': [302, '/b'] })
  const response = await fetch('https://one.example/a', { redirect: 'manual' })
  expect([response.status, response.headers.get('location'), response.url, response.redirected]).toEqual([
    302,
    '/b',
    'https://one.example/a',
    false,
  ])
  await expect(fetch('https://one.example/a', { redirect: 'error' })).rejects.toThrow('fetch failed')
})

test('gives up on a circle', async () => {
  await expect(site({ '/a': [302, '/a'] })('https://one.example/a')).rejects.toThrow(
    expect.objectContaining({ cause: new Error('redirect count exceeded') }),
  )
})

test('an abort rejects with its own reason, before and during', async () => {
  const reason = { why: 'asked to' }
  const never = fetchByHops(() => new Promise(() => undefined))
  await expect(never('https://one.example/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  const controller = new AbortController()
  const waiting = never('https://one.example/', { signal: controller.signal })
  setTimeout(() => controller.abort(reason), 5)
  await expect(waiting).rejects.toBe(reason)
})
