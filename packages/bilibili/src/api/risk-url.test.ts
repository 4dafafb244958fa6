import { expect, test } from 'vitest'
import { readRiskUrl } from './risk-url.ts'

const token = 'a0'.repeat(16)
const id = 'b1'.repeat(16)
const page = 'https://passport.bilibili.com/h5-app/passport/risk/verify'

test.each([
  [`?tmp_token=${token}&request_id=${id}&source=risk`, { scene: 'loginTelCheck', requestId: id, source: 'risk' }],
  [
    `?tmp_token=${token}&requestId=${id}&source=main_web`,
    { scene: 'loginTelCheck', requestId: id, source: 'main_web' },
  ],
  [`?tmp_code=${token}&request_id=${id}`, { scene: 'loginTelCheck', requestId: id, source: 'risk' }],
  [`?scene=secLogin&tmp_token=${token}&gourl=https%253A%252F%252Fwww.bilibili.com%252F`, { scene: 'secLogin' }],
  [`?tmp_token=${token}`, { scene: 'secLogin' }],
  [`?scene=deviceVerify&tmp_token=${token}`, { scene: 'deviceVerify' }],
  [`?scene=deviceVerify&tmp_token=${token}&request_id=${id}`, { scene: 'deviceVerify', requestId: id }],
])('%s', (query, expected) => {
  const read = readRiskUrl(page + query)
  expect(read).toMatchObject({ tmpToken: token, href: page + query, ...expected })
  if (!('requestId' in expected)) expect(read).not.toHaveProperty('requestId')
})

test.each([
  'https://www.bilibili.com/blackboard/activity-loginwarning.html',
  `http://passport.bilibili.com/h5-app/passport/risk/verify?tmp_token=${token}`,
  `https://passport.bilibili.com:8443/h5-app/passport/risk/verify?tmp_token=${token}`,
  `https://passport.bilibili.com.example/?tmp_token=${token}`,
  `https://passport.bilibili.com@evil.example/?tmp_token=${token}`,
  `${page}?request_id=${id}`,
  `${page}?tmp_token=${token}&scene=faceCheck`,
  'not a url',
  '',
])('%s is no check that can be passed here', (url) => {
  expect(readRiskUrl(url)).toBeUndefined()
})
