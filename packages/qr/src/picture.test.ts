import { readFileSync } from 'node:fs'
import type { QrCode } from '@denglu/core'
import { Resvg } from '@resvg/resvg-js'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { UnreadableQrError } from './errors.ts'
import { toMatrix } from './matrix.ts'
import { renderPng } from './png.ts'
import { scan, scanPng } from './scan.fixture.ts'
import { dark, photograph, print } from './screen.fixture.ts'
import { renderSvg } from './svg.ts'
import { renderTerminal } from './terminal.ts'

const qq = 'https://txz.qq.com/p?k=aBcDeFgHiJkLmNoPqRsTuVwXyZ012345&f=716027609'
const wechat = 'https://open.weixin.qq.com/connect/confirm?uuid=0d1eF2a3B4c5D6e7'

/** The pictures are drawn by other programs, in the sizes and formats the services use. */
function readFixture(name: string): Buffer {
  return readFileSync(new URL(`__fixtures__/${name}`, import.meta.url))
}

function imageOf(bytes: Buffer, mediaType: 'image/png' | 'image/jpeg' = 'image/png'): QrCode {
  return { kind: 'image', mediaType, base64: bytes.toString('base64') }
}

/** The pictures without a code fade from red to blue. */
function isRedAbove(pixels: Buffer): boolean {
  const [red = 0, , blue = 0] = pixels
  return red > 200 && blue < 50
}

describe.each([
  ['a PNG of one bit and three pixels a module', 'qq.png', qq],
  ['a JPEG with a logo, whatever its media type claims', 'wechat.jpg', wechat],
])('%s', (_name, file, text) => {
  test('is read and drawn again in every form', async () => {
    const picture = imageOf(readFixture(file))
    expect(scan(photograph(await print(await renderTerminal(picture)), dark))).toBe(text)
    expect(scanPng(new Resvg(await renderSvg(picture)).render().asPng())).toBe(text)
    expect(scanPng(await renderPng(picture))).toBe(text)
    expect(await renderPng(picture)).toEqual(await renderPng({ kind: 'text', text }))
  })
})

test('transparent paper is white paper', async () => {
  const png = PNG.sync.read(readFixture('qq.png'))
  for (let at = 0; at < png.data.length; at += 4) {
    const isLight = png.data[at] === 255
    png.data.set([0, 0, 0, isLight ? 0 : 255], at)
  }
  expect(await renderPng(imageOf(PNG.sync.write(png)))).toEqual(await renderPng({ kind: 'text', text: qq }))
})

describe('a picture in which no code is found', () => {
  test('cannot be drawn in squares', async () => {
    const picture = imageOf(readFixture('no-code.png'))
    for (const draw of [toMatrix, renderTerminal]) {
      await expect(draw(picture)).rejects.toSatisfy(UnreadableQrError.is)
    }
  })

  test('stays as it is in a PNG', async () => {
    const bytes = readFixture('no-code.png')
    expect(Buffer.from(await renderPng(imageOf(bytes)))).toEqual(bytes)
    const converted = PNG.sync.read(Buffer.from(await renderPng(imageOf(readFixture('no-code.jpg')))))
    expect(converted).toMatchObject({ width: 40, height: 40 })
    expect(isRedAbove(converted.data)).toBe(true)
  })

  test.each([
    ['no-code.png', 'image/png'],
    ['no-code.jpg', 'image/jpeg'],
  ] as const)('is embedded in an SVG: %s', async (file, mediaType) => {
    const bytes = readFixture(file)
    const svg = await renderSvg(imageOf(bytes, 'image/png'), { title: 'a < b' })
    expect(svg).toContain(`href="data:${mediaType};base64,${bytes.toString('base64')}"`)
    const drawn = new Resvg(svg).render()
    expect([drawn.width, drawn.height]).toEqual([40, 40])
    expect(isRedAbove(drawn.pixels)).toBe(true)
  })
})

describe('what is no picture', () => {
  const hugePng = Buffer.from('89504e470d0a1a0a0000000d494844520000ffff0000ffff0800000000', 'hex')

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<html>qrsig=secret</html>')],
    ['a PNG cut short', readFixture('qq.png').subarray(0, 200)],
    ['a JPEG cut short', readFixture('wechat.jpg').subarray(0, 300)],
    ['a PNG of four gigapixels', hugePng],
  ])('%s', async (_name, bytes) => {
    for (const draw of [toMatrix, renderTerminal, renderSvg, renderPng]) {
      const error = await draw(imageOf(bytes)).catch(String)
      expect(error).toBe('TypeError: The picture is not a PNG or JPEG of at most 4 megapixels')
    }
  })
})
