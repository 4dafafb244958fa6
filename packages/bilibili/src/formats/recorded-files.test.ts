import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { LoginError } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { expiresAt, now, recorded, sessdata } from './credential.fixture.ts'
import { formats } from './formats.ts'

const load = (name: string) => readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), 'utf8')
const buvid3 = '1A2B3C4D-0000-1111-2222-333344445555667788infoc'
const refreshToken = 'fedcba98765432100123456789abcdef'

function readAs(text: string, userId?: string) {
  const format = formats.find((candidate) => candidate.recognises(text))
  return { format: format?.id, credential: format?.read(text, { now, ...(userId && { userId }) }) }
}

test.each([
  ['cookies.txt', 'netscape', {}],
  ['cookie-editor.json', 'json', { device: { buvid3, issuedAt: now } }],
  ['playwright-state.json', 'playwright', { refreshToken }],
  ['cookiecloud.json', 'cookiecloud', { refreshToken }],
  ['bilibili-api.json', 'bilibili-api', { refreshToken, device: { buvid3, issuedAt: now } }],
])('%s is of the format %s', (file, format, found) => {
  expect(readAs(load(file))).toEqual({ format, credential: { ...recorded, ...found } })
})

test('cookies.json of biliup holds both sessions; its tokens end with the cookies at the latest', () => {
  const { format, credential } = readAs(load('biliup-cookies.json'))
  expect(format).toBe('biliup')
  expect(credential).toMatchObject({
    userId: '100200300',
    expiresAt,
    app: {
      appkey: '4409e2ce8ffd12b8',
      accessToken: '11112222333344445555666677778888',
      refreshToken: '99990000aaaabbbbccccddddeeeeffff',
      expiresAt: Math.min(expiresAt, now + 15_552_000_000),
    },
  })
  expect(credential?.cookies.map(({ name }) => name)).toEqual([
    'SESSDATA',
    'bili_jct',
    'DedeUserID',
    'DedeUserID__ckMd5',
    'sid',
  ])
  expect(credential).not.toHaveProperty('refreshToken')
})

test('an older one does not say which app its tokens are of, so only the cookies are used', () => {
  const { platform: _, ...older } = JSON.parse(load('biliup-cookies.json'))
  expect(readAs(JSON.stringify(older)).credential).not.toHaveProperty('app')
})

test('BBDown.data has its commas escaped, but not its stars', () => {
  const { format, credential } = readAs(load('BBDown.data'))
  expect(format).toBe('bbdown')
  expect(credential?.cookies).toEqual(expect.arrayContaining([...recorded.cookies]))
})

test('auth.toml of yutto does not say whose it is', () => {
  const text = load('yutto-auth.toml')
  expect(readAs(text)).toMatchObject({ format: 'yutto', credential: { userId: '', expiresAt } })
  expect(readAs(text, '100200300').credential).toEqual(recorded)
})

test('the keyword arguments of bilibili-api will do as well', () => {
  const [raw, csrf] = recorded.cookies.map(({ value }) => decodeURIComponent(value))
  const text = JSON.stringify({ sessdata: raw, bili_jct: csrf, dedeuserid: 100200300, proxy: null })
  expect(readAs(text)).toEqual({ format: 'bilibili-api', credential: recorded })
})

test('what we write for yutto is TOML to Python', () => {
  const toml = formats.find(({ id }) => id === 'yutto')?.write(recorded, now) ?? ''
  const script = 'import json, sys, tomllib; print(json.dumps(tomllib.load(sys.stdin.buffer)))'
  expect(JSON.parse(execFileSync('python3', ['-c', script], { input: toml, encoding: 'utf8' }))).toEqual({
    profiles: {
      default: { sessdata, bili_jct: '00112233445566778899aabbccddeeff', updated_at: '2026-08-20T09:36:07Z' },
    },
  })
})

describe('refusals say what to do, and nothing of what is in the file', () => {
  const refusal = (text: string): unknown => {
    try {
      return readAs(text)
    } catch (error) {
      if (!LoginError.is(error, 'input-invalid')) throw error
      return [error.message, error.hint?.en]
    }
  }

  test('a session without its parts', () => {
    const [message, hint] = refusal('bili_jct=secret; DedeUserID=1') as string[]
    expect(message).toBe('there is no session of bilibili.com in it: no SESSDATA')
    expect(hint).toContain('document.cookie')
    expect(refusal('SESSDATA=secret; sid=1')).toEqual([expect.stringMatching(/: no bili_jct, DedeUserID$/), hint])
    expect(refusal('{"SESSDATA":"secret","bili_jct":["secret"]}')).toEqual([
      'this is not a dict of bilibili-api: `bili_jct` should be a string but is a list',
      undefined,
    ])
  })

  test('a token alone', () => {
    expect(refusal(load('BBDownTV.data'))).toEqual([
      'a BBDownTV.data holds an access token, but no session',
      'Log in by tv-qr instead.',
    ])
  })

  test('several profiles, none of which is the usual one', () => {
    expect(refusal(load('yutto-auth.toml').replace('default', 'first'))).toEqual([
      'this auth.toml has several profiles, and none of the name default',
      'Leave the one to import.',
    ])
  })

  test('a damaged file of biliup', () => {
    const damaged = JSON.stringify({ cookie_info: { cookies: [{ name: 'SESSDATA', value: 7 }] }, token_info: {} })
    expect(refusal(damaged)).toEqual([
      'this is not a cookies.json of biliup: `cookie_info.cookies.0.value` should be a string but is number',
      undefined,
    ])
  })
})

test('what a tool needs and the credential lacks', () => {
  const write = (id: string, app?: typeof recorded.app) =>
    formats.find((format) => format.id === id)?.write({ ...recorded, ...(app && { app }) }, now)
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: now }
  expect(() => write('biliup')).toThrow('biliup needs app tokens')
  expect(() => write('bbdown-tv')).toThrow('BBDown needs the token of the TV app')
  expect(() => write('bbdown-tv', { ...tokens, appkey: 'dfca71928277209b' })).toThrow('needs the token of the TV app')
  expect(write('bbdown-tv', { ...tokens, appkey: '4409e2ce8ffd12b8' })).toBe('access_token=a')
  expect(JSON.parse(write('biliup', { ...tokens, appkey: 'dfca71928277209b' }) ?? '')).toMatchObject({ platform: null })
})
