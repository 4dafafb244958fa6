import { expect, test } from 'vitest'
import { cookiesInUrl, loginCookie, pickLoginCookies } from './session-cookies.ts'

const url = (query: string) => `https://passport.biligame.com/crossDomain?${query}`

test.each([
  ['raw', 'SESSDATA=0a1b2c3d,1771234567,a9f3e*61'],
  ['encoded', 'SESSDATA=0a1b2c3d%2C1771234567%2Ca9f3e%2A61'],
])('a %s SESSDATA in a url ends up encoded once, with its end', (_form, query) => {
  expect(cookiesInUrl(url(query))).toMatchObject([
    { name: 'SESSDATA', value: '0a1b2c3d%2C1771234567%2Ca9f3e%2A61', expiresAt: 1_771_234_567_000 },
  ])
})

test.each(['', 'not a url', url('ticket=1&gourl=https%3A%2F%2Fwww.bilibili.com')])('no cookies are in %j', (text) => {
  expect(cookiesInUrl(text)).toEqual([])
})

test('a SESSDATA of another anatomy is taken as it is', () => {
  expect(cookiesInUrl(url('SESSDATA=%E4%BD'))).toMatchObject([{ value: '%E4%BD' }])
})

test('the last value that is not empty counts, and only of bilibili.com', () => {
  const cookie = (value: string, domain = 'bilibili.com') => ({ ...loginCookie('sid', value), domain })
  const received = [cookie('first'), cookie('second'), cookie(''), cookie('foreign', 'biligame.com')]
  expect(pickLoginCookies(received)).toEqual([cookie('second')])
})

test('one that is past its end is no cookie, whatever its value', () => {
  const deleted = loginCookie('SESSDATA', 'deleted', 1_000)
  expect(pickLoginCookies([loginCookie('SESSDATA', 'first', 2_000), deleted], 1_000)).toMatchObject([
    { value: 'first' },
  ])
  expect(pickLoginCookies([deleted], 999)).toHaveLength(1)
})
