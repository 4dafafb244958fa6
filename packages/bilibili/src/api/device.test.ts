import { expect, test } from 'vitest'
import { setUp } from '../__fixtures__/person.ts'
import { signTicket } from './device.ts'

const input = { username: 'user100200300401@example.com', password: 'correct-horse-7' }

test('a device is asked for once, and can be kept', async () => {
  const { provider, asked, clock } = setUp()
  const device = await provider.fetchDevice()
  expect(device).toEqual({
    buvid3: expect.stringMatching(/infoc$/),
    buvid4: expect.stringMatching(/=*$/),
    issuedAt: clock.now(),
  })
  expect(asked()).toEqual(['finger/spi'])
  expect(JSON.parse(JSON.stringify(device))).toEqual(device)
})

test('a ticket is signed, and sent while it lasts', async () => {
  // A published pair.
  expect(signTicket(1702204169)).toBe('4899d09c73cc357c191a77c41562ea9a7b07e858e534040cf2a24bbadbecbbbf')
  const { provider, clock } = setUp()
  const device = await provider.fetchDevice({ ticket: true })
  const until = clock.now() + 259_200_000
  expect(device.ticket).toEqual({ value: expect.stringMatching(/^\S+\.\S+\.\S+$/), expiresAt: until })

  const own = setUp({}, { device })
  await own.provider.login('password', { input }).finish({ answers: own.answers })
  expect(own.sent.at(-1)?.cookie).toContain(`bili_ticket=${device.ticket?.value}; bili_ticket_expires=${until / 1_000}`)

  const late = setUp({}, { device })
  await late.clock.wait(259_200_000)
  await late.provider.login('password', { input }).finish({ answers: late.answers })
  expect(late.sent.at(-1)?.cookie).toContain('buvid3=')
  expect(late.sent.at(-1)?.cookie).not.toContain('bili_ticket')
})

test('one that is brought along is used and handed back as it is', async () => {
  const device = { buvid3: 'MINEinfoc', buvid4: 'a+b/c==', issuedAt: 1_700_000_000_999 }
  const { provider, answers, asked, sent } = setUp({}, { device })
  for (const credential of [
    await provider.login('password', { input }).finish({ answers }),
    await provider.login('sms', { input: { phone: '13800300401' } }).finish({ answers }),
  ]) {
    expect(credential.device).toEqual(device)
    expect(provider.cookies(credential).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SESSDATA', 'buvid3', 'b_nut', 'buvid4']),
    )
  }
  expect(asked()).not.toContain('finger/spi')
  expect(sent.at(-1)?.cookie).toBe('buvid3=MINEinfoc; b_nut=1700000000; buvid4=a%2Bb%2Fc%3D%3D')
})

test('one that a login had to ask for stays with the flow in another process', async () => {
  const { provider, create, answers, solve } = setUp()
  const flow = provider.login('password', { input })
  for await (const event of flow) {
    if (event.type === 'challenge-raised' && event.challenge.kind === 'geetest')
      flow.answer(solve(event.challenge.challenge))
    break
  }
  const snapshot = JSON.parse(JSON.stringify(flow.snapshot()))
  const { device } = await create().resume(snapshot).finish({ answers })
  expect(device).toEqual(snapshot.stage.state.device)
})

test.each([
  { buvid3: '' },
  { buvid3: 'a; SESSDATA=1', issuedAt: 1 },
  { buvid3: '设备', issuedAt: 1 },
  { buvid3: 'a', issuedAt: 1, ticket: { value: 'a\r\nb', expiresAt: 1 } },
  { buvid3: 'a', issuedAt: Number.NaN },
])('one that is none is refused at once: %j', (device) => {
  expect(() => setUp({}, { device: device as never })).toThrow('this is not a bilibili device')
})
