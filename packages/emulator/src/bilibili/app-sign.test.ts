import { expect, test } from 'vitest'
import { appKeys } from './app-keys.ts'
import { checkAppSign, md5, signedText } from './app-sign.ts'

function paramsOf(query: string, body = '') {
  const parts = { query: new URLSearchParams(query), body: new URLSearchParams(body) }
  return { ...parts, get: () => undefined }
}

const publicVectors = [
  ['appkey=8d23902c1688a798&local_id=0&mobi_app=android_bilithings&ts=1664435004', '573c48ef19383297aab5891d86c19ddb'],
  [
    'appkey=8d23902c1688a798&auth_code=c1f5c0481c888ad1443e0ef125fcbe41&local_id=0&ts=1664436727',
    '64e7c23043862249dd49c04e137dae55',
  ],
  ['appkey=4409e2ce8ffd12b8&local_id=0&ts=0', 'e134154ed6add881d28fbdf68653cd9c'],
  [
    'auth_code=6214464b3025541abf6f654cf7569a01&local_id=0&ts=0&appkey=4409e2ce8ffd12b8',
    '87de3d0fee7c3f4facd244537238914e',
  ],
  [
    'ts=1700000000&statistics=%7B%22appId%22%3A1%2C%22platform%22%3A3%2C%22version%22%3A%227.27.0%22%2C%22abtest%22%3A%22%22%7D&password=a%2Bb%2Fc%3D%3D&appkey=783bbb7264451d82',
    '07eb3eeabfc65e9423cc8f68f0067868',
  ],
  [
    'platform=android&local_id=0&mobi_app=android_hd&ts=1700000000&appkey=dfca71928277209b',
    'dd272e45c74b628f1fb818a56127c4f1',
  ],
  [
    'access_key=0123456789abcdef0123456789abcdef&actionKey=appkey&refresh_token=fedcba9876543210fedcba9876543210&ts=1700000000&appkey=4409e2ce8ffd12b8',
    'a496448ffbffc943c587d12405c0878b',
  ],
] as const

test.each(publicVectors)('accepts the published signature of %s', (query, sign) => {
  expect(checkAppSign(paramsOf(`${query}&sign=${sign}`))).toMatchObject({ ok: true })
  expect(checkAppSign(paramsOf('', `${query}&sign=${sign}`))).toMatchObject({ ok: true })
  expect(checkAppSign(paramsOf(`${query}&extra=1&sign=${sign}`))).toEqual({ ok: false, code: -3 })
})

// Two published vectors have no ts, which this service now demands: they prove the hashing alone.
test.each([
  ['appkey=1d8b6e7d45233436', '17004c193f688f0b5665c1068e733aff'],
  ['appkey=1d8b6e7d45233436&id=114514&str=1919810&test=いいよ，こいよ', '01479cf20504d865519ac50f33ba3a7d'],
])('hashes %s as published', (query, sign) => {
  const secret = appKeys.get('1d8b6e7d45233436')?.secret
  expect(md5(signedText(new URLSearchParams(query)) + secret)).toBe(sign)
  expect(checkAppSign(paramsOf(`${query}&sign=${sign}`))).toEqual({ ok: false, code: -400 })
})

test('knows every public key pair', () => {
  expect(appKeys.size).toBe(24)
  for (const [appkey, { secret }] of appKeys) {
    const query = `appkey=${appkey}&ts=1`
    expect(checkAppSign(paramsOf(`${query}&sign=${md5(query + secret)}`))).toEqual({ ok: true, appkey })
  }
})

test('escapes everything but letters, digits and -_.~, and a space as %20', () => {
  expect(
    signedText([
      ['b', "!'()*/+ =~-_."],
      ['a', 'é'],
    ]),
  ).toBe('a=%C3%A9&b=%21%27%28%29%2A%2F%2B%20%3D~-_.')
})

test('lets clients through that escape in lower case', () => {
  const secret = appKeys.get('4409e2ce8ffd12b8')?.secret
  const query = 'appkey=4409e2ce8ffd12b8&name=a%2fb&ts=1'
  expect(checkAppSign(paramsOf(`${query}&sign=${md5(query + secret)}`))).toMatchObject({ ok: true })
})

test('a signed query is verified by itself, whatever the body holds', () => {
  const query = 'appkey=4409e2ce8ffd12b8&local_id=0&ts=0&sign=e134154ed6add881d28fbdf68653cd9c'
  expect(checkAppSign(paramsOf(query, 'more=1'))).toMatchObject({ ok: true })
  expect(checkAppSign(paramsOf('more=1', query))).toEqual({ ok: false, code: -3 })
})

test('refuses what it cannot verify', () => {
  expect(checkAppSign(paramsOf('appkey=4409e2ce8ffd12b8&ts=0'))).toEqual({ ok: false, code: -3 })
  expect(checkAppSign(paramsOf('appkey=0000000000000000&ts=0&sign=00'))).toEqual({ ok: false, code: -3 })
  expect(checkAppSign(paramsOf('ts=0&sign=00'))).toEqual({ ok: false, code: -3 })
  expect(checkAppSign(paramsOf('appkey=4409e2ce8ffd12b8&sign=00'))).toEqual({ ok: false, code: -400 })
})
