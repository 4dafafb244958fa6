import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TerminalTooSmallError } from './errors.ts'
import { scan } from './scan.fixture.ts'
import { dark, light, photograph, print } from './screen.fixture.ts'
import { renderTerminal, type TerminalOptions, terminalSize } from './terminal.ts'
import { addresses, anyText, textOf } from './texts.fixture.ts'

const bilibili = textOf(addresses.bilibili)

describe.each([
  ['half', { form: 'half' }, [dark, light]],
  ['full', { form: 'full' }, [dark, light]],
  ['plain', { form: 'plain' }, [dark]],
  ['plain, inverted', { form: 'plain', invert: true }, [light]],
  ['ascii', { form: 'ascii' }, [dark]],
] as const)('%s', (_name, options: TerminalOptions, themes) => {
  test('any text is read off the screen', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 2, max: 4 }), async (text, quietZone) => {
        const size = await terminalSize(textOf(text), { ...options, quietZone })
        const cells = await print(await renderTerminal(textOf(text), { ...options, quietZone }), size)
        for (const theme of themes) expect(scan(photograph(cells, theme))).toBe(text)
      }),
      {
        numRuns: 15,
        endOnFailure: true,
        examples: Object.values(addresses).map((text): [string, number] => [text, 4]),
      },
    )
  })

  test('takes exactly the room it says', async () => {
    const { columns, rows } = await terminalSize(bilibili, options)
    const cells = await print(await renderTerminal(bilibili, { ...options, invert: false, columns, rows }))
    const isEmpty = (row: number, column: number) => {
      const cell = cells[row]?.[column]
      return cell?.text === ' ' && cell.background === 'default'
    }
    expect([isEmpty(0, 0), isEmpty(0, columns - 1), isEmpty(rows - 1, 0)]).toEqual([false, false, false])
    expect([isEmpty(0, columns), isEmpty(rows, 0)]).toEqual([true, true])
  })
})

test('colours never leave the code, even when the screen scrolls', async () => {
  const { columns } = await terminalSize(bilibili)
  const cells = await print(`${await renderTerminal(bilibili)}\nScan me`, { columns: columns + 9, rows: 12 })
  expect(new Set(cells.flatMap((row) => row.slice(columns).map((cell) => cell.background)))).toEqual(
    new Set(['default']),
  )
  expect(
    cells
      .at(-1)
      ?.map((cell) => cell.text)
      .join('')
      .trim(),
  ).toBe('Scan me')
})

test('without colours there is no escape code, and ascii is ASCII', async () => {
  expect(await renderTerminal(bilibili, { form: 'plain' })).toMatch(/^[ ▀▄█\n]+$/)
  expect(await renderTerminal(bilibili, { form: 'ascii' })).toMatch(/^[ @\n]+$/)
})

describe('a terminal too small', () => {
  test.each([{ columns: 52 }, { rows: 26 }])('%j', async (room) => {
    const error = await renderTerminal(bilibili, room).catch((reason: unknown) => reason)
    if (!TerminalTooSmallError.is(error)) throw error
    expect(error.needed).toEqual({ columns: 53, rows: 27 })
    expect(error.message).toMatchInlineSnapshot(
      `"The code takes 53 columns and 27 rows, more than the terminal has. Use a larger window, a link or a PNG file"`,
    )
  })

  test.each([{ columns: 53, rows: 27 }, { columns: 0, rows: 0 }, { columns: undefined }])('%j is not', async (room) => {
    await expect(renderTerminal(bilibili, room)).resolves.toContain('▄')
  })
})

test.each([1, 2.5, 33, Number.NaN])('a quiet zone of %d is refused', async (quietZone) => {
  await expect(renderTerminal(bilibili, { quietZone })).rejects.toThrow(RangeError)
})
