import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Bench, openBench } from './bench.fixture.ts'
import { openTerminal, scanScreen, type Terminal, typed } from './terminal.fixture.ts'
import { languages, loadTexts, type Texts } from './texts/texts.ts'

interface Prompt {
  readonly command: string
  setUp?(bench: Bench): void | Promise<void>
  /** What is answered before the prompt is there. */
  lead?(terminal: Terminal, bench: Bench, texts: Texts): Promise<void>
  /** What the prompt says. */
  says(texts: Texts): string | RegExp
}

/** Answers a prompt that is on the way. */
async function answer(terminal: Terminal, prompt: string | RegExp, text: string): Promise<void> {
  await terminal.until(prompt)
  terminal.type(text)
}

const username = /Phone number or e-mail|手机号或邮箱/
const password = /^. {2}Password|^. {2}密码/m
const phone = /Phone number|手机号/
const dialingCode = /Dialing code|国家\/地区代码/

async function enterPhone(terminal: Terminal, { emulator }: Bench): Promise<void> {
  await answer(terminal, phone, emulator.qqmusic.accounts.list()[0]?.phone ?? '')
  await answer(terminal, dialingCode, '')
}

/** Every place where the command waits for a person at the keyboard. */
const prompts: Readonly<Record<string, Prompt>> = {
  'the menu of services': {
    command: 'login',
    says: ({ login }) => login.chooseProvider,
  },
  'the menu of methods': {
    command: 'login',
    lead: (terminal, _bench, { login }) => answer(terminal, login.chooseProvider, ''),
    says: ({ login }) => login.chooseMethod,
  },
  'the menu of accounts': {
    command: 'use',
    async setUp({ store }) {
      for (const userId of ['7', '8']) await store.write({ provider: 'bilibili', userId, version: 1, issuedAt: 0 })
    },
    says: ({ usage }) => usage.whichAccount,
  },
  'a line of text': {
    command: 'login bilibili password',
    says: () => username,
  },
  'a password': {
    command: 'login bilibili password',
    async lead(terminal, { emulator }) {
      await answer(terminal, username, emulator.bilibili.accounts.first.email)
      await terminal.until(password)
      terminal.put('half-a-passw')
    },
    says: () => password,
  },
  'a puzzle': {
    command: 'login bilibili password',
    async lead(terminal, { emulator }) {
      const account = emulator.bilibili.accounts.first
      await answer(terminal, username, account.email)
      await answer(terminal, password, account.password)
    },
    says: ({ login }) => login.puzzleResult,
  },
  'a page to visit': {
    command: 'login qqmusic sms',
    setUp({ emulator: { qqmusic } }) {
      qqmusic.settings.smsWantsCaptcha = true
    },
    lead: enterPhone,
    says: ({ login }) => login.visited,
  },
  'the code of a text message': {
    command: 'login qqmusic sms',
    lead: enterPhone,
    says: ({ login }) => new RegExp(login.smsCode('.*')),
  },
  'a store to be mended': {
    command: 'login bilibili',
    async lead(terminal, { emulator, store }, { login }) {
      await terminal.until(login.waiting('2:59').split('2:59')[1] ?? '')
      mkdirSync(store.directory, { mode: 0o700, recursive: true })
      const key = { provider: 'bilibili', userId: emulator.bilibili.accounts.first.userId }
      writeFileSync(store.pathOf(key), 'damaged', { mode: 0o600 })
      emulator.bilibili.phone.confirm(scanScreen(terminal.screen({ colours: true })))
    },
    says: ({ login }) => login.storeRetry,
  },
}

describe.concurrent('Ctrl-C ends it with 130 and leaves the terminal as it was', { timeout: 40_000 }, () => {
  const cases = Object.keys(prompts).flatMap((name) => languages.map((language) => [name, language] as const))

  test.each(cases)('at %s, in %s', async (name, language) => {
    const prompt = prompts[name]
    if (!prompt) throw new Error(`no prompt ${name}`)
    await using bench = await openBench()
    bench.keepSecret(bench.emulator.bilibili.accounts.first.password, 'half-a-passw')
    await prompt.setUp?.(bench)
    await using terminal = openTerminal(bench, { columns: 110, rows: 40 })
    const texts = await loadTexts(language)

    terminal.type(`stty -a | md5sum > ${bench.home}/before; export SSH_CONNECTION=x; clear`)
    terminal.type(`${typed(`${prompt.command} --lang ${language}`)}; echo "ended: $?"`)
    await prompt.lead?.(terminal, bench, texts)
    await terminal.until(prompt.says(texts))
    terminal.press('C-c')

    expect(await terminal.until('ended: 130')).toContain(texts.interrupted)
    expect(terminal.hasCursor()).toBe(true)
    terminal.type(`stty -a | md5sum | diff - ${bench.home}/before && echo "as" "before"`)
    await terminal.until('as before')
  })
})
