import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { openChallengePage } from './open-challenge-page.ts'

const challenge = { kind: 'sms-code', sentTo: '138****8000' } as const

afterEach(() => vi.unstubAllEnvs())

/** What a browser sends from the page behind the link. */
const send = (link: string, code: string) =>
  fetch(link, { method: 'POST', headers: { origin: new URL(link).origin }, body: new URLSearchParams({ code }) })

test('the person opens the link and answers; the page arrives before the server closes', async () => {
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, { open: false, onLink: links.resolve })
  const link = await links.promise
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/)
  expect(await (await fetch(link)).text()).toContain('138****8000')

  const done = await send(link, '012345')
  expect(await done.text()).toContain('Done, thank you')
  expect(await answered).toEqual({ kind: 'sms-code', code: '012345' })
  await expect(fetch(link)).rejects.toThrow('fetch failed')
})

test('an opener that waits for the browser to close holds nothing up', async () => {
  const opened = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, {
    open(link) {
      opened.resolve(link)
      return new Promise(() => {})
    },
  })
  await send(await opened.promise, '1')
  expect(await answered).toEqual({ kind: 'sms-code', code: '1' })
})

test('an opener that fails leaves the link to the person', async () => {
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, {
    onLink: links.resolve,
    open: () => Promise.reject(new Error('no browser')),
  })
  await send(await links.promise, '2')
  expect(await answered).toEqual({ kind: 'sms-code', code: '2' })
})

test('with neither browser nor link, nobody would ever answer', async () => {
  vi.stubEnv('SSH_CONNECTION', '10.0.0.1 1 10.0.0.2 22')
  await expect(openChallengePage(challenge)).rejects.toMatchObject({ code: 'challenge-unhandled' })
})

test('giving up closes the server, and throws the reason as it came', async () => {
  const giveUp = new AbortController()
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, { open: false, onLink: links.resolve, signal: giveUp.signal })
  const link = await links.promise
  const reason = new Error('enough')
  giveUp.abort(reason)
  await expect(answered).rejects.toBe(reason)
  await expect(fetch(link)).rejects.toThrow('fetch failed')
  await expect(openChallengePage(challenge, { signal: giveUp.signal })).rejects.toBe(reason)
})

test('a form that never ends does not hold up who gives up', async () => {
  const giveUp = new AbortController()
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, { open: false, onLink: links.resolve, signal: giveUp.signal })
  const { host, hostname, port, origin, pathname } = new URL(await links.promise)
  const headers = `host: ${host}\r\norigin: ${origin}\r\ncontent-length: 9\r\n\r\n`
  const socket = connect(Number(port), hostname).on('error', () => {})
  await new Promise<void>((resolve) => socket.write(`POST ${pathname} HTTP/1.1\r\n${headers}code`, () => resolve()))
  await fetch(origin) // By now the server has the form's beginning.

  giveUp.abort()
  await expect(answered).rejects.toThrow('aborted')
  socket.destroy()
})

test.each([
  ['another name', 'evil.example', 404],
  ['no name at all', 'a b', 400],
])('a request for %s gets nothing', async (_what, host, status) => {
  const giveUp = new AbortController()
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(challenge, { open: false, onLink: links.resolve, signal: giveUp.signal })
  const asked = Promise.withResolvers<{ status: number | undefined; body: string }>()
  request(await links.promise, { headers: { host } }, async (response) => {
    asked.resolve({ status: response.statusCode, body: (await response.toArray()).join('') })
  }).end()
  expect(await asked.promise).toEqual({ status, body: '' })
  giveUp.abort()
  await expect(answered).rejects.toThrow('aborted')
})
