import { expect, test } from 'vitest'
import { createManualClock } from '../clock.ts'
import { createRandom } from '../random.ts'
import { createGeetest } from './geetest.ts'

const geetest = createGeetest({ clock: createManualClock(), random: createRandom('geetest') })

const get = (url: string, init?: RequestInit) => geetest.handle(new Request(url, init))

async function ask(url: string): Promise<unknown> {
  const text = await (await get(url)).text()
  return JSON.parse(/^back\((.*)\)$/s.exec(text)?.[1] ?? 'null')
}

test.each([
  'https://static.geetest.com/static/js/gt.0.4.9.js',
  'https://static.geetest.com/static/tools/gt.js',
  'https://static.geevisit.com/static/tools/gt.js',
])('%s is a script that parses', async (url) => {
  const response = await get(url)
  expect(response.headers.get('content-type')).toMatch('application/javascript')
  const script = await response.text()
  expect(script).toContain('window.initGeetest')
  expect(() => new Function(script)).not.toThrow()
})

test('a puzzle goes from get.php over ajax.php to a proof that is taken', async () => {
  const { token, gt, challenge } = geetest.issue('login')
  const started = await ask(`https://api.geetest.com/get.php?gt=${gt}&challenge=${challenge}&callback=back`)
  const { data } = started as { data: { challenge: string; target: number; style: string; picture: string } }
  expect(data.challenge).toHaveLength(34)

  const attempt = (w: number) =>
    ask(`https://apiv6.geetest.com/ajax.php?gt=${gt}&challenge=${data.challenge}&w=${w}&callback=back`)
  expect(await attempt(data.target + 20)).toEqual({ success: 0, message: 'fail' })
  const { validate } = (await attempt(data.target)) as { validate: string }

  const proof = { challenge: data.challenge, validate, seccode: `${validate}|jordan` }
  expect(geetest.redeem({ pool: 'login', token, ...proof })).toBe('ok')
  expect((await get(`https://static.geetest.com${data.style}`)).headers.get('content-type')).toMatch('text/css')
  expect(await (await get(`https://static.geetest.com${data.picture}?target=50`)).text()).toMatch(/^<svg /)
})

test('an unknown challenge is an error in the words of GeeTest', async () => {
  const answer = await ask('https://api.geetest.com/get.php?gt=x&challenge=unknown&callback=back')
  expect(answer).toMatchObject({ status: 'error', error: 'old challenge', error_code: 'error_02' })
})

test('a callback that is more than a name, a wrong method and a wrong path are refused', async () => {
  expect((await get('https://api.geetest.com/get.php?callback=alert(1)//')).status).toBe(400)
  expect((await get('https://api.geetest.com/get.php', { method: 'POST' })).status).toBe(405)
  expect((await get('https://api.geetest.com/static/tools/gt.js')).status).toBe(404)
})
