import { expect, test } from 'vitest'
import { setUpLogins } from '../__fixtures__/bilibili-logins.ts'

const url = 'https://api.bilibili.com/bapis/bilibili.api.ticket.v1.Ticket/GenWebTicket'
/** A published pair of a moment and its signature. */
const signed = {
  key_id: 'ec02',
  'context[ts]': 1702204169,
  hexsign: '4899d09c73cc357c191a77c41562ea9a7b07e858e534040cf2a24bbadbecbbbf',
}

test('a signed request gets a ticket for three days', async () => {
  const { post, clock } = setUpLogins()
  const { body } = await post(url, { ...signed, csrf: '' })
  expect(body.data).toMatchObject({ created_at: clock.now() / 1000, ttl: 259_200 })
  expect(body.data.ticket.split('.')).toHaveLength(3)
})

test('a wrong signature or csrf token is refused', async () => {
  const { post, account } = setUpLogins()
  expect((await post(url, { ...signed, hexsign: '0' })).body.code).toBe(400)
  expect((await post(url, { ...signed, csrf: '0' })).body.code).toBe(-111)
  const { SESSDATA, bili_jct } = account.openSession().cookies
  expect((await post(url, { ...signed, csrf: bili_jct }, { cookie: `SESSDATA=${SESSDATA}` })).body.code).toBe(0)
})
