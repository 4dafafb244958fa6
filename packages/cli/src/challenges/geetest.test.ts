import { PassThrough } from 'node:stream'
import { createEmulator } from '@denglu/emulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Cli } from '../cli.ts'
import { createAsker } from '../face/ask.ts'
import { en } from '../texts/en.ts'
import { answerGeetest } from './geetest.ts'

const { geetest } = createEmulator({ seed: 'geetest' })

// Wherever this runs, no browser opens.
beforeEach(() => vi.stubEnv('SSH_CONNECTION', 'somewhere'))
afterEach(() => vi.unstubAllEnvs())

/** The command in front of a fresh puzzle, with a person at the keyboard or without. */
function start({ person = true, env = {} }: { person?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  const { token, gt, challenge } = geetest.issue('login')
  const ends = new AbortController()
  const stdin = Object.assign(new PassThrough(), { isTTY: person, setRawMode: () => stdin })
  const stderr = Object.assign(new PassThrough(), { isTTY: person, columns: 80 })
  let printed = ''
  stderr.on('data', (chunk) => {
    printed += chunk
  })
  const cli = {
    io: { stdin, stderr, stdout: new PassThrough(), env },
    texts: en,
    language: 'en',
    signal: ends.signal,
    args: [],
    values: {},
  } as unknown as Cli
  const answered = answerGeetest({ kind: 'geetest', gt, challenge }, { cli, asker: createAsker(cli) })
  return {
    challenge,
    answered,
    ends,
    type: (text: string) => stdin.write(text),
    hangUp: () => stdin.end(),
    printed: (part: string) => vi.waitFor(() => expect(printed).toContain(part)),
    link: () => vi.waitFor(() => /http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}/.exec(printed)?.[0] ?? expect.fail(printed)),
    async redeem() {
      const { kind: _, ...proof } = await answered
      return geetest.redeem({ pool: 'login', token, ...proof })
    },
  }
}

test('the puzzle is solved in the browser, and the command goes on by itself', async () => {
  const { link, challenge, redeem } = start()
  const page = await link()
  expect(await (await fetch(page)).text()).toContain(challenge)

  const body = new URLSearchParams({ ...geetest.solve(challenge) })
  const sent = await fetch(page, { method: 'POST', headers: { origin: new URL(page).origin }, body })
  expect(sent.status).toBe(200)
  expect(await redeem()).toBe('ok')
  await expect(fetch(page)).rejects.toThrow('fetch failed')
})

test('a result from elsewhere may be pasted, and half of one is asked for again', async () => {
  const { link, printed, type, challenge, redeem } = start()
  const page = await link()
  await printed('Or paste the result')
  type('validate=half\r')
  await printed('This is not a whole result')
  type(`${JSON.stringify(geetest.solve(challenge))}\r`)
  expect(await redeem()).toBe('ok')
  await expect(fetch(page)).rejects.toThrow('fetch failed')
})

test('over SSH it says how to let the browser through', async () => {
  const { link, printed, ends, answered } = start({ env: { SSH_CONNECTION: '1' } })
  const { port } = new URL(await link())
  await printed(`ssh -L ${port}:127.0.0.1:${port}`)
  ends.abort(new Error('enough'))
  await expect(answered).rejects.toThrow('enough')
})

test('Ctrl-C at the prompt ends it all', async () => {
  const { link, printed, type, answered } = start()
  const page = await link()
  await printed('Or paste the result')
  type('\u0003')
  await expect(answered).rejects.toThrow('interrupted')
  await expect(fetch(page)).rejects.toThrow('fetch failed')
})

test('without a person the result is a line of standard input', async () => {
  const { type, challenge, redeem } = start({ person: false })
  type(`${JSON.stringify(geetest.solve(challenge))}\n`)
  expect(await redeem()).toBe('ok')
})

test('without anybody it says that a person is needed', async () => {
  const { hangUp, answered } = start({ person: false })
  hangUp()
  await expect(answered).rejects.toMatchObject({ code: 'challenge-unhandled' })
})
