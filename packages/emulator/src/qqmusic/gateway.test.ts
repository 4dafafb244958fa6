import { expect, test } from 'vitest'
import { setUp } from './world.fixture.ts'
import { signBody } from './zzc-sign.ts'

const create = {
  module: 'music.login.LoginServer',
  method: 'CreateQRCode',
  param: { tmeAppID: 'qqmusic', ct: 11, cv: 14090008 },
}

test('echoes whatever keys the calls have, in a batch, and whatever type the body claims to be', async () => {
  const { send } = setUp()
  const body = {
    comm: {},
    'music.login.LoginServer.CreateQRCode': create,
    request: create,
    req_7: { module: 'x', method: 'y' },
  }
  const answer = await send(body, 'musicu.fcg', 'application/x-www-form-urlencoded')
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    code: 0,
    traceid: expect.any(String),
    'music.login.LoginServer.CreateQRCode': { code: 0 },
    request: { code: 0 },
    req_7: { code: 500003, subcode: 860100001 },
  })
})

test('a method that a module does not have is another error than a module that is not there', async () => {
  const { call } = setUp()
  expect(await call('Nothing', {})).toMatchObject({ code: 40000 })
  expect(await call('Login@no.such.Module', {})).toMatchObject({ code: 500003 })
})

test('refuses as a whole what it cannot read', async () => {
  const { send } = setUp()
  for (const body of ['', 'no', '[]', '{}']) expect((await send(body)).body).toMatchObject({ code: 40000 })
})

test('takes a signature of the very bytes that were sent, and no other', async () => {
  const { send } = setUp()
  const body = JSON.stringify({ comm: {}, req_0: create })
  expect((await send(body, `musics.fcg?sign=${signBody(body)}&_=1`)).body).toMatchObject({
    code: 0,
    req_0: { code: 0 },
  })
  expect((await send(`${body} `, `musics.fcg?sign=${signBody(body)}`)).body).toMatchObject({ code: 2000 })
  expect((await send(body, 'musics.fcg')).body).toMatchObject({ code: 2000 })
})

test('signs as is documented', () => {
  expect(signBody('{}')).toBe('zzcf8e26805gyafigxmxjehoe02mvsjjgtwzw6f1a05f9')
  expect(signBody('hello, 世界')).toBe('zzc58e01132lj2d0ujxgsbxzu5n9hfbs2cb413313f95')
})

test('answers on demand, as often as asked for', async () => {
  const { call, send, service } = setUp()
  service.answers.add({ method: 'Logout', code: 20450, data: { errMsg: 'no' }, times: 1 })
  service.answers.add({ method: 'CreateQRCode', code: 2001, whole: true, times: 1 })
  expect(await call('Logout', {})).toEqual({ code: 20450, data: { errMsg: 'no' } })
  expect(await call('Logout', {})).toMatchObject({ code: 1000 })
  expect((await send({ comm: {}, a: create })).body).toMatchObject({ code: 2001 })
  expect((await send({ comm: {}, a: create })).body).toMatchObject({ a: { code: 0 } })
})

test('gives a device numbers, and a session to whoever asks', async () => {
  const { call, emulator } = setUp()
  const { data } = await call('GetSession@music.getSession.session', { uid: '', vkey: 0, caller: 0 })
  expect(data).toMatchObject({ session: { uid: expect.any(String), sid: expect.any(String) } })
  const unsealed = await emulator.fetch('https://api.tencentmusic.com/tme/trpc/proxy', { method: 'POST', body: '{}' })
  expect(await unsealed.json()).toEqual({ code: 10001, data: '' })
})
