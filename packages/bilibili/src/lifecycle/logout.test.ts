import { expect, test } from 'vitest'
import { logIn } from './lifecycle.fixture.ts'

test('ends the web session, and does not mind doing it twice', async () => {
  const { provider, credential, account } = await logIn()
  await provider.logout(credential)
  expect(account.sessions()).toEqual([])
  expect(await provider.check(credential)).toEqual({ status: 'expired' })
  await provider.logout(credential)
})

test('revokes the tokens of an app login', async () => {
  const { provider, credential, account, sent } = await logIn('tv-qr')
  await provider.logout(credential)
  expect(account.sessions()).toEqual([])
  // The tokens take the web session with them, and the login page that is then the answer is not believed by itself.
  expect(sent).toEqual(['/x/passport-login/revoke', '/login/exit/v2', '/x/web-interface/nav'])
  await provider.logout(credential)
})

test('a csrf token that does not fit is refused', async () => {
  const { provider, credential, account } = await logIn()
  const cookies = credential.cookies.map((one) => (one.name === 'bili_jct' ? { ...one, value: '0'.repeat(32) } : one))
  await expect(provider.logout({ ...credential, cookies })).rejects.toMatchObject({ serviceCode: 2202 })
  expect(account.sessions()).toHaveLength(1)
})

test('a web page with an error status is no logout', async () => {
  const { create, credential } = await logIn()
  const broken = create(() => new Response('<html></html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  await expect(broken.logout(credential)).rejects.toMatchObject({ code: 'response-unexpected' })
})

test('a web page of somebody else is no logout', async () => {
  const { create, credential, account } = await logIn()
  const page = () => new Response('<html>Welcome to our hotel</html>', { headers: { 'content-type': 'text/html' } })
  for (const intercepted of ['/login/exit/v2', '']) {
    const hotel = create((path) => (path.endsWith(intercepted) ? page() : undefined))
    await expect(hotel.logout(credential)).rejects.toMatchObject({ code: 'response-unexpected', retryable: true })
  }
  expect(account.sessions()).toHaveLength(1)
})
