import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cookie, cookiesFor, renderCookieHeader } from '../cookies/cookie.ts'
import { cookie, cookies } from './cookies.fixture.ts'
import { netscape } from './netscape.ts'

const run = promisify(execFile)
const soon = Date.UTC(2066, 0, 1)
const sessdata = cookie({ name: 'SESSDATA', value: 'a%2Cb%2A1', secure: true, httpOnly: true, expiresAt: soon })
const withoutEnd = cookie({ name: 'buvid3', value: '1A2B-infoc' })
/** Processes take their time. */
const few = { numRuns: 5 }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'denglu-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function save(list: readonly Cookie[]): Promise<string> {
  const file = join(folder, 'cookies.txt')
  await writeFile(file, netscape.write({ cookies: list }, 0), { mode: 0o600 })
  return file
}

test('looks as curl would have written it', () => {
  expect(
    netscape.write({ cookies: [sessdata, withoutEnd, cookie({ domain: 'y.qq.com', hostOnly: true })] }, 0),
  ).toBe(`# Netscape HTTP Cookie File
#HttpOnly_.bilibili.com	TRUE	/	TRUE	3029529600	SESSDATA	a%2Cb%2A1
.bilibili.com	TRUE	/	FALSE	0	buvid3	1A2B-infoc
y.qq.com	FALSE	/	FALSE	0	a	1
`)
})

describe('files of others', () => {
  const read = (text: string) => netscape.read(text, '').cookies

  test.each([
    ['Windows line ends', '# HTTP Cookie File\r\n.bilibili.com\tTRUE\t/\tTRUE\t3029529600\tSESSDATA\ta%2Cb%2A1\r\n'],
    ['parts of seconds', '.bilibili.com\ttrue\t/\ttrue\t3029529600.123\tSESSDATA\ta%2Cb%2A1'],
    ['no leading dot', 'Bilibili.com\tTRUE\t/\tTRUE\t3029529600\tSESSDATA\ta%2Cb%2A1'],
  ])('%s', (_what, text) => {
    expect(netscape.recognises(text)).toBe(true)
    const [found] = read(text)
    expect(found).toMatchObject({ name: 'SESSDATA', value: 'a%2Cb%2A1', domain: 'bilibili.com', hostOnly: false })
    expect(Math.floor((found?.expiresAt ?? 0) / 1_000)).toBe(soon / 1_000)
  })

  test('a cookie without an end, as Python and as curl write it', () => {
    const lines = ['.a.example\tTRUE\t/\tFALSE\t\tx\t1', '.a.example\tTRUE\t/\tFALSE\t0\ty\t']
    expect(read(lines.join('\n'))).toEqual([
      cookie({ name: 'x', domain: 'a.example' }),
      cookie({ name: 'y', domain: 'a.example', value: '' }),
    ])
  })

  test('a page was copied, and the tabs are gone', () => {
    expect(() => read('# Netscape HTTP Cookie File\n.bilibili.com TRUE / TRUE 0 SESSDATA secret')).toThrow(
      /^line 2 of this cookies.txt does not have seven fields$/,
    )
  })
})

/** What Python's jar holds after loading a file, and what it would send to an interface of bilibili.com. */
const python = `
import http.cookiejar, json, sys, urllib.request
file, ignore = sys.argv[1:]
jar = http.cookiejar.MozillaCookieJar()
jar.load(file, ignore_discard=True, ignore_expires=ignore == 'True')
held = [{
  'name': c.name, 'value': c.value, 'domain': c.domain.removeprefix('.'), 'hostOnly': not c.domain_specified,
  'path': c.path, 'secure': c.secure, 'httpOnly': c.has_nonstandard_attr('HTTPOnly'), 'expires': c.expires,
} for c in jar]
request = urllib.request.Request('https://api.bilibili.com/')
jar.add_cookie_header(request)
print(json.dumps({'held': held, 'sent': request.get_header('Cookie', '')}))`

async function loadInPython(file: string, ignoreExpires: boolean) {
  const args = ['-X', 'utf8', '-c', python, file, ignoreExpires ? 'True' : 'False']
  const { stdout } = await run('python3', args)
  return JSON.parse(stdout) as { sent: string; held: (Omit<Cookie, 'expiresAt'> & { expires: number })[] }
}

describe('Python', () => {
  test('holds every cookie as it was', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(cookies, async (list) => {
        const { held } = await loadInPython(await save(list), true)
        const expected = list.map(({ expiresAt = 0, ...rest }) => ({ ...rest, expires: expiresAt / 1_000 }))
        expect(byName(held)).toEqual(byName(expected))
      }),
      few,
    )
  })

  test('sends SESSDATA byte for byte', async () => {
    expect((await loadInPython(await save([sessdata]), false)).sent).toBe('SESSDATA=a%2Cb%2A1')
  })

  test('takes a cookie without an end for an old one: holds it with ignore_expires only, and never sends it', async () => {
    const file = await save([sessdata, withoutEnd])
    const [strict, patient] = [await loadInPython(file, false), await loadInPython(file, true)]
    expect(strict.held.map(({ name }) => name)).toEqual(['SESSDATA'])
    expect(patient.held.map(({ name }) => name)).toEqual(['SESSDATA', 'buvid3'])
    expect(patient.sent).toBe('SESSDATA=a%2Cb%2A1')
  })
})

describe('curl', () => {
  /** What curl sends to `host` with the cookies of a file, and the jar it would keep. */
  async function request(file: string, host: string, path: string) {
    // Node reads the bytes of a header as Latin-1.
    const server = createServer(({ headers }, answer) => answer.end(Buffer.from(headers.cookie ?? '', 'latin1')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const jar = join(folder, 'jar.txt')
    const target = ['--connect-to', `::127.0.0.1:${port}`, `http://${host}${path}`]
    try {
      const { stdout } = await run('curl', ['-sS', '--noproxy', '*', '-b', file, '-c', jar, '-o', '-', ...target])
      return { sent: stdout.split('; '), kept: netscape.read(await readFile(jar, 'utf8'), '').cookies }
    } finally {
      server.close()
    }
  }

  test('keeps every cookie as it was, and sends exactly those that belong', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(cookies, fc.constantFrom('/', '/x/y'), async (list, path) => {
        const { sent, kept } = await request(await save(list), 'api.bilibili.com', path)
        // A newer curl shortens lives to 400 days, as browsers do.
        const lives = ({ expiresAt, ...rest }: Cookie) => ({ ...rest, ends: expiresAt !== undefined })
        expect(byName(kept.map(lives))).toEqual(byName(list.map(lives)))
        const belong = cookiesFor(new URL(`http://api.bilibili.com${path}`), list, 0)
        expect(sent.toSorted()).toEqual(renderCookieHeader(belong).split('; ').toSorted())
      }),
      few,
    )
  })

  test('sends SESSDATA where the connection is safe, and nowhere else', async () => {
    const local = { ...sessdata, domain: '127.0.0.1', hostOnly: true }
    expect((await request(await save([local, sessdata]), '127.0.0.1', '/')).sent).toEqual(['SESSDATA=a%2Cb%2A1'])
    expect((await request(await save([local, sessdata]), 'api.bilibili.com', '/')).sent).toEqual([''])
  })
})

function byName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return list.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
