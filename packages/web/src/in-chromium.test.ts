import { createServer } from 'node:http'
import { createEmulator, type Geetest } from '@denglu/emulator'
import { launchChromium, slideHome } from '@denglu/testing'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { loopbackHosts, serveOnLoopback } from './node/loopback-server.ts'
import { openChallengePage } from './node/open-challenge-page.ts'
import { createPages } from './pages.ts'

// A browser takes its time where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

const emulator = createEmulator({ seed: 'in-chromium' })
const geetest: Geetest = emulator.geetest
let service: Awaited<ReturnType<typeof emulator.listen>>
let scriptUrl: string
let browser: Browser

// The first run on a machine installs the browser.
beforeAll(async () => {
  service = await emulator.listen()
  scriptUrl = `${service.origin}/static.geetest.com/static/js/gt.0.4.9.js`
  browser = await launchChromium()
}, 300_000)
afterAll(() => Promise.all([browser.close(), service.close()]))
afterEach(() => {
  emulator.faults.clear()
  geetest.settings.firstAttemptFails = false
})

/** A tab that remembers what went wrong in it, and every origin it asked. */
async function openTab(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'en-US', ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  const origins = new Set<string>()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:') origins.add(origin)
  })
  await page.exposeFunction('complain', (what: string) => complaints.push(what))
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => complain(event.violatedDirective + ' ' + event.blockedURI))",
  )
  return { page, complaints, origins }
}

/** A page for a fresh puzzle, shown as the command shows it. */
async function openPuzzle(
  page: Page,
  script: { readonly geetestScriptUrl?: string } = { geetestScriptUrl: scriptUrl },
) {
  const { token, gt, challenge } = geetest.issue('login')
  const links = Promise.withResolvers<string>()
  const answered = openChallengePage(
    { kind: 'geetest', gt, challenge },
    { ...script, open: false, onLink: links.resolve },
  )
  const link = await links.promise
  await page.goto(link)
  return { token, gt, challenge, link, answered, redeem }

  async function redeem() {
    const { kind: _, ...proof } = await answered
    return geetest.redeem({ pool: 'login', token, ...proof })
  }
}

describe('a puzzle', () => {
  test('is solved, and the challenge that it changed is the one that counts', async () => {
    const { page, complaints, origins } = await openTab()
    const { challenge, answered, link, redeem } = await openPuzzle(page)
    await page.getByRole('button', { name: 'Start' }).click()
    await slideHome(page)
    await page.getByRole('heading', { name: 'Done, thank you' }).waitFor()

    expect((await answered).challenge).toMatch(new RegExp(`^${challenge}..$`))
    expect(await redeem()).toBe('ok')
    expect(complaints).toEqual([])
    expect([...origins].sort()).toEqual([service.origin, new URL(link).origin].sort())
  })

  test('is solved with the keyboard alone', async () => {
    const { page } = await openTab()
    const { redeem } = await openPuzzle(page)
    const start = page.getByRole('button', { name: 'Start' })
    await expect.poll(() => start.isEnabled()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const label = await page.getByRole('slider').getAttribute('aria-label')
    for (let step = Number(/\d+/.exec(label ?? '')?.[0]); step > 0; step--) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await redeem()).toBe('ok')
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toMatch('Done, thank you')
  })

  test('that was missed, closed and broken off can be tried again each time', async () => {
    geetest.settings.firstAttemptFails = true
    const { page, complaints } = await openTab()
    const { redeem } = await openPuzzle(page)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.keyboard.press('Escape')
    await page.getByText('was closed before it was solved').waitFor()

    await page.getByRole('button', { name: 'Try again' }).click()
    await slideHome(page)
    await page.getByText('The puzzle broke off.').waitFor()
    expect(await page.getByText('(error_02)').isVisible()).toBe(true)

    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('slider').fill('1')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('Not there. Try again.').waitFor()
    await slideHome(page)

    expect(await redeem()).toBe('ok')
    expect(complaints).toEqual([])
  })

  test('whose script cannot be loaded says so, takes a pasted result, and can be tried again', async () => {
    emulator.faults.add({ kind: 'status', status: 502, match: { host: 'static.geetest.com' } })
    const { page, complaints } = await openTab()
    const { challenge, redeem } = await openPuzzle(page)
    await page.getByText('The puzzle could not be loaded.').waitFor()
    expect(await page.getByText(challenge).isVisible()).toBe(true)

    emulator.faults.clear()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true)

    const pasted = page.getByRole('textbox', { name: 'Result', exact: true })
    await pasted.fill('what is this')
    await page.getByRole('button', { name: 'Hand it over' }).click()
    await page.getByText('This is not a whole result').waitFor()
    await pasted.fill(JSON.stringify(geetest.solve(challenge)))
    await page.getByRole('button', { name: 'Hand it over' }).click()

    expect(await redeem()).toBe('ok')
    expect(complaints).toEqual([])
  })

  test('comes from GeeTest where nothing else is said, and from its mirror when that is down', async () => {
    const { page, complaints, origins } = await openTab()
    await page.route(/^https:/, async (route) => {
      const url = route.request().url()
      if (url.startsWith('https://static.geetest.com/')) return route.abort()
      const response = await emulator.fetch(url)
      const { status, headers } = response
      await route.fulfill({ status, headers: Object.fromEntries(headers), body: await response.text() })
    })
    const { redeem } = await openPuzzle(page, {})
    await page.getByRole('button', { name: 'Start' }).click()
    await slideHome(page)
    expect(await redeem()).toBe('ok')
    expect(complaints).toEqual([])
    expect(origins).toContain('https://static.geevisit.com')
    expect(origins).toContain('https://api.geetest.com')
  })

  test('that nobody waits for any more leaves its result to be copied', async () => {
    const { page } = await openTab()
    const { link, challenge, redeem } = await openPuzzle(page)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('slider').waitFor()
    await page.route(link, (route) => route.abort())
    await slideHome(page)
    const result = page.getByRole('textbox', { name: 'Your result.' })
    await result.waitFor()
    expect(JSON.parse(await result.inputValue())).toEqual(geetest.solve(challenge))

    await page.unroute(link)
    await page.getByRole('button', { name: 'Try again' }).click()
    expect(await redeem()).toBe('ok')
  })
})

/** The three kinds of pages, behind one server. */
async function servePages() {
  const pages = createPages({ hosts: loopbackHosts, geetestScriptUrl: scriptUrl })
  const server = await serveOnLoopback(pages.handle)
  onTestFinished(() => server.close())
  return { pages, server }
}

describe('a stranger', () => {
  test('who guesses, rebinds a name or sends a form from elsewhere gets nothing', async () => {
    const { pages, server } = await servePages()
    const { path, answer } = pages.openChallenge({ kind: 'sms-code', sentTo: '138****8000' })
    const link = server.origin + path
    const { page } = await openTab()
    for (const url of [`${link}x`, `${server.origin}/`, link.replace('127.0.0.1', 'rebound.test')]) {
      const tab = await page.context().newPage()
      const answered = tab.waitForResponse(url)
      // Chromium calls a 404 with nothing in it an error.
      await expect(tab.goto(url)).rejects.toThrow('ERR_HTTP_RESPONSE_CODE_FAILURE')
      expect((await answered).status()).toBe(404)
    }

    const elsewhere = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(`<form method="post" action="${link}"><input name="code" value="666666"><button>Win</button></form>`),
    ).listen(0, '127.0.0.1')
    onTestFinished(() => void elsewhere.close())
    await new Promise((resolve) => elsewhere.once('listening', resolve))
    await page.goto(`http://127.0.0.1:${Object(elsewhere.address()).port}`)
    const answered = page.waitForResponse(link)
    await page.getByRole('button', { name: 'Win' }).click()
    expect((await answered).status()).toBe(403)

    const own = await page.context().newPage()
    await own.goto(link)
    await own.getByLabel('Code').fill('012345')
    await own.getByRole('button', { name: 'Continue' }).click()
    expect(await answer).toEqual({ kind: 'sms-code', code: '012345' })
  })

  test('cannot put a page into a frame', async () => {
    const { pages, server } = await servePages()
    const { path } = pages.openChallenge({ kind: 'visit-url', url: 'https://example.com', why: 'captcha' })
    const { page, complaints } = await openTab()
    await page.setContent(`<iframe src="${server.origin + path}"></iframe>`)
    await expect.poll(() => complaints.join()).toContain("frame-ancestors 'none'")
  })
})

describe('without scripts', () => {
  test('the forms work', async () => {
    const { pages, server } = await servePages()
    const code = pages.openChallenge({ kind: 'sms-code', sentTo: '' })
    const visit = pages.openChallenge({ kind: 'visit-url', url: 'https://example.com', why: 'captcha' })
    const { page } = await openTab({ javaScriptEnabled: false })
    await page.goto(server.origin + code.path)
    await page.getByLabel('Code').fill('007')
    await page.getByRole('button').click()
    await page.getByText('Done, thank you').waitFor()
    expect(await code.answer).toEqual({ kind: 'sms-code', code: '007' })

    await page.goto(server.origin + visit.path)
    await page.getByRole('button', { name: 'I have finished there' }).click()
    expect(await visit.answer).toEqual({ kind: 'visit-url' })
  })
})

describe('every page', () => {
  const looks: readonly BrowserContextOptions[] = [
    { locale: 'en-US', colorScheme: 'light', viewport: { width: 1200, height: 800 } },
    { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 320, height: 600 }, isMobile: true },
  ]
  test.each(looks)('is accessible and fits: $locale $colorScheme $viewport.width', async (look) => {
    const { pages, server } = await servePages()
    const { gt, challenge } = geetest.issue('login')
    const links = [
      pages.openChallenge({ kind: 'geetest', gt, challenge }),
      pages.openChallenge({ kind: 'sms-code', sentTo: '138****8000', problem: 'expired-code' }),
      pages.openChallenge({ kind: 'visit-url', url: `https://${'long.'.repeat(20)}example.com`, why: 'risk-check' }),
    ]
    const { page, complaints } = await openTab(look)
    for (const { path } of links) {
      await page.goto(server.origin + path)
      for (const details of await page.locator('summary').all()) await details.click()
      expect(complaints).toEqual([])
      await page.evaluate(axe.source)
      const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()')
      expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      // What axe does to the page to measure it is against the page's policy.
      complaints.length = 0
    }
  })

  test('changes its language in place', async () => {
    const { pages, server } = await servePages()
    const { path } = pages.openChallenge({ kind: 'sms-code', sentTo: '138****8000' })
    const { page } = await openTab()
    await page.goto(server.origin + path)
    await page.getByLabel('Code').fill('0123')
    await page.getByRole('link', { name: '中文' }).click()
    expect(await page.title()).toBe('输入短信验证码')
    expect(await page.getByLabel('验证码').inputValue()).toBe('0123')
    expect(await page.getByText('It was sent in a text message').isVisible()).toBe(false)
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.getByRole('heading').textContent()).toContain('Enter the code')
  })
})
