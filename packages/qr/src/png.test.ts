import fc from 'fast-check'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { renderPng } from './png.ts'
import { scanPng } from './scan.fixture.ts'
import { addresses, anyText, textOf } from './texts.fixture.ts'

test('any text is read off the picture, at any scale', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyText,
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 2, max: 6 }),
      async (text, scale, quietZone) => {
        expect(scanPng(await renderPng(textOf(text), { scale, quietZone }))).toBe(text)
      },
    ),
    {
      numRuns: 25,
      endOnFailure: true,
      examples: Object.values(addresses).map((text): [string, number, number] => [text, 8, 4]),
    },
  )
})

test('a module is as many pixels as asked, and the same code gives the same bytes', async () => {
  const png = await renderPng(textOf('denglu'), { scale: 3, quietZone: 2 })
  expect(PNG.sync.read(Buffer.from(png))).toMatchObject({ width: 75, height: 75 })
  expect(await renderPng(textOf('denglu'), { scale: 3, quietZone: 2 })).toEqual(png)
})

test.each([0, 33, 1.5, Number.NaN])('a scale of %d is refused', async (scale) => {
  await expect(renderPng(textOf('denglu'), { scale })).rejects.toThrow(RangeError)
})
