import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../exit-codes.ts'
import { languages, loadTexts } from '../texts/texts.ts'
import { commandNames, commonOptions, specOf } from './commands.ts'
import { renderCommandHelp, renderHelp } from './help.ts'

const cliIn = async (language: (typeof languages)[number]): Promise<Cli> => ({
  io: { ...process, stdout: Object.assign(Object.create(process.stdout), { columns: 80 }), env: { NO_COLOR: '1' } },
  texts: await loadTexts(language),
  language,
  signal: new AbortController().signal,
  args: [],
  values: {},
})

describe.each(languages)('help in %s', (language) => {
  test.each(commandNames)('of %s tells every argument, option and exit code', async (name) => {
    const help = await renderCommandHelp(await cliIn(language), name)

    const { args, options } = specOf(name)
    for (const argument of args) expect(help).toMatch(new RegExp(`^  ${argument} `, 'm'))
    for (const option of [...options, ...commonOptions]) expect(help).toContain(`--${option}`)
    for (const code of Object.values(exitCodes)) expect(help).toMatch(new RegExp(`^  ${code} `, 'm'))
    for (const line of help.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  })

  test('as a whole names every command', async () => {
    const help = await renderHelp(await cliIn(language))

    for (const name of commandNames) expect(help).toMatch(new RegExp(`^  ${name} `, 'm'))
  })
})

test('lists the methods of a provider', async () => {
  expect(await renderCommandHelp(await cliIn('en'), 'login')).toMatch(/bilibili +Bilibili; methods: web-qr, tv-qr/)
})
