import { expect, test } from 'vitest'
import { signParameters } from './sign.ts'

const things = { appkey: '8d23902c1688a798', secret: '710f0212e62bd499b8d3ac6e1db9302a' }
const tv = { appkey: '4409e2ce8ffd12b8', secret: '59b43e04ad6965f34319062b478f83dd' }
const android = { appkey: '1d8b6e7d45233436', secret: '560c52ccd288fed045859ed18bffd973' }
const login = { appkey: '783bbb7264451d82', secret: '2653583c8873dea268ab9386918b1d65' }
const hd = { appkey: 'dfca71928277209b', secret: 'b5475a8825547a4fc26c7d518eaaa02e' }

test.each([
  // The two of the TV QR page that everything started from.
  [things, { local_id: 0, mobi_app: 'android_bilithings', ts: 1664435004 }, '573c48ef19383297aab5891d86c19ddb'],
  [
    things,
    { auth_code: 'c1f5c0481c888ad1443e0ef125fcbe41', local_id: 0, ts: 1664436727 },
    '64e7c23043862249dd49c04e137dae55',
  ],
  [tv, { local_id: 0, ts: 0 }, 'e134154ed6add881d28fbdf68653cd9c'],
  [tv, { ts: 0, local_id: 0, auth_code: '6214464b3025541abf6f654cf7569a01' }, '87de3d0fee7c3f4facd244537238914e'],
  [android, {}, '17004c193f688f0b5665c1068e733aff'],
  [android, { id: 114514, str: 1919810, test: 'いいよ，こいよ' }, '01479cf20504d865519ac50f33ba3a7d'],
  [
    login,
    {
      password: 'a+b/c==',
      statistics: '{"appId":1,"platform":3,"version":"7.27.0","abtest":""}',
      ts: 1700000000,
    },
    '07eb3eeabfc65e9423cc8f68f0067868',
  ],
  [
    hd,
    { local_id: 0, mobi_app: 'android_hd', platform: 'android', ts: 1700000000 },
    'dd272e45c74b628f1fb818a56127c4f1',
  ],
  [
    tv,
    {
      access_key: '0123456789abcdef0123456789abcdef',
      actionKey: 'appkey',
      refresh_token: 'fedcba9876543210fedcba9876543210',
      ts: 1700000000,
    },
    'a496448ffbffc943c587d12405c0878b',
  ],
] as const)('signs as the published vectors (%#)', (app, parameters, sign) => {
  const sent = new URLSearchParams(signParameters(parameters, { ...app, mobiApp: '' }))
  expect(sent.get('sign')).toBe(sign)
  expect(Object.fromEntries(sent)).toMatchObject({
    appkey: app.appkey,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
  })
})

test('what is sent is encoded as it was hashed: sorted, a space as %20, marks escaped', () => {
  expect(signParameters({ b: "x y*~'()!", a: 1 }, { ...tv, mobiApp: '' })).toMatch(
    /^a=1&appkey=4409e2ce8ffd12b8&b=x%20y%2A~%27%28%29%21&sign=[0-9a-f]{32}$/,
  )
})
