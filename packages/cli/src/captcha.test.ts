import { createBilibili } from '@denglu/bilibili'
import { emulatorFetch } from '@denglu/emulator'
import { launchChromium, slideHome, solvePuzzle } from '@denglu/testing'
import { openChallengePage } from '@denglu/web/node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, openBench } from './bench.fixture.ts'
import { openTerminal, typed } from './terminal.fixture.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
}, 60_000)
afterAll(() => browser.close())

async function visit(link: string) {
  const page = await browser.newPage({ locale: 'en-US' })
  await page.goto(link)
  return page
}

describe('a puzzle of a whole login, solved in a browser', () => {
  test('through the command: missed at first, it goes on by itself to the account', async () => {
    await using bench = await openBench()
    bench.emulator.geetest.settings.firstAttemptFails = true
    const { email, password, name } = bench.emulator.bilibili.accounts.first
    bench.keepSecret(password)
    await using terminal = openTerminal(bench, { columns: 120, rows: 40 })

    // Over SSH no browser is opened here; the link is on the screen.
    terminal.type(`SSH_CONNECTION=x ${typed('login bilibili password')}; echo "ended: $?"`)
    await terminal.until('Phone number or e-mail address')
    terminal.type(email)
    await terminal.until('Password')
    terminal.type(password)
    const page = await visit(linkOn(await terminal.until(/http:\/\/127\.0\.0\.1:\d+\/\S+/)))
    await solvePuzzle(page)
    await page.getByRole('button', { name: 'Try again' }).click()
    await slideHome(page)
    await page.getByRole('heading', { name: 'Done, thank you' }).waitFor()

    await terminal.until('ended: 0')
    expect(terminal.screen()).toContain(name)
    // Nothing is left that the link could lead to.
    await expect(fetch(page.url())).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  test('through an app that finishes its flow: the risk check brings a second one', async () => {
    await using bench = await openBench()
    const account = bench.emulator.bilibili.accounts.add({ riskCheck: 'secLogin' })
    const credential = await finishInBrowser(bench, account)
    expect(credential.userId).toBe(account.userId)
  })
})

async function finishInBrowser(bench: Bench, { email, password }: { email: string; password: string }) {
  const bilibili = createBilibili({ fetch: emulatorFetch(bench.origin) })
  const geetestScriptUrl = `${bench.origin}/static.geetest.com/static/js/gt.0.4.9.js`
  const input = { username: email, password }
  return bilibili.login('password', { input }).finish({
    answers: {
      geetest: (challenge, { signal }) =>
        openChallengePage(challenge, {
          signal,
          geetestScriptUrl,
          open: false,
          onLink: async (link) => solvePuzzle(await visit(link)),
        }),
      'sms-code': () => ({ kind: 'sms-code', code: bench.emulator.bilibili.phone.readSms().code }),
    },
  })
}

function linkOn(screen: string): string {
  return /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(screen)?.[0] ?? ''
}
