import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanPng } from './scan.fixture.ts'
import { renderSvg } from './svg.ts'
import { addresses, anyText, textOf } from './texts.fixture.ts'

/** Draws on a dark page, where a code without paper of its own could not be read. */
function rasterise(svg: string, width: number): string | undefined {
  return scanPng(new Resvg(svg, { fitTo: { mode: 'width', value: width }, background: '#222' }).render().asPng())
}

test('any text is read off the drawing, at any width that leaves seven pixels to a module', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.integer({ min: 700, max: 1_000 }), async (text, width) => {
      expect(rasterise(await renderSvg(textOf(text)), width)).toBe(text)
    }),
    {
      numRuns: 15,
      endOnFailure: true,
      examples: Object.values(addresses).map((text): [string, number] => [text, 401]),
    },
  )
})

test('one crisp path on white paper', async () => {
  const svg = await renderSvg(textOf('denglu'), { quietZone: 2 })
  expect(svg.replace(/ d="[^"]*"/, ' d="…"')).toMatchInlineSnapshot(
    `"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25" role="img" shape-rendering="crispEdges"><rect width="25" height="25" fill="#fff"/><path d="…"/></svg>"`,
  )
  expect(svg).toMatch(/ d="(M\d+ \d+h\d+v1H\d+z)+"/)
})

test('the title is text, whatever it holds', async () => {
  const svg = await renderSvg(textOf('denglu'), { title: '</title><script>alert("扫码 & 登录")</script>' })
  expect(svg).toContain('<title>&lt;/title&gt;&lt;script&gt;alert("扫码 &amp; 登录")&lt;/script&gt;</title>')
  expect(rasterise(svg, 300)).toBe('denglu')
})
