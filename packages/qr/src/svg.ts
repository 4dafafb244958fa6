import type { QrCode } from '@denglu/core'
import { encodeText, type QrMatrix } from './matrix.ts'
import { checkQuietZone, type QuietZoneOptions } from './quiet-zone.ts'
import { readSource, type Source } from './source.ts'

export interface SvgOptions extends QuietZoneOptions {
  /** What a screen reader says and a pointer shows; plain text, escaped here. */
  readonly title?: string
}

/**
 * Draws a code as an SVG element, black on white, without width and height: it fills the box it is put in.
 * A picture in which no text is found is embedded as it is, with its own quiet zone.
 *
 * @throws RangeError when the text is too long for a QR code.
 * @throws TypeError when the text is empty, or the picture is neither PNG nor JPEG.
 */
export async function renderSvg(qr: QrCode, options: SvgOptions = {}): Promise<string> {
  const quietZone = checkQuietZone(options)
  const source = await readSource(qr)
  if (source.kind === 'picture') {
    const { width, height } = source.pixels
    return wrap(width, height, drawPicture(source), options.title)
  }
  const matrix = await encodeText(source.text)
  const side = matrix.size + 2 * quietZone
  return wrap(side, side, drawModules(matrix, quietZone), options.title)
}

function wrap(width: number, height: number, content: string, title: string | undefined): string {
  const name = title ? `<title>${escapeText(title)}</title>` : ''
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" shape-rendering="crispEdges">` +
    `${name}<rect width="${width}" height="${height}" fill="#fff"/>${content}</svg>`
  )
}

/** One path for all dark modules, a rectangle for each run in a row: no seams at any size. */
function drawModules(matrix: QrMatrix, quietZone: number): string {
  let path = ''
  for (let row = 0; row < matrix.size; row++) {
    for (let column = 0, start = 0; column <= matrix.size; column++) {
      if (matrix.isDark(row, column)) continue
      if (column > start) path += `M${start + quietZone} ${row + quietZone}h${column - start}v1H${start + quietZone}z`
      start = column + 1
    }
  }
  return `<path d="${path}"/>`
}

function drawPicture({ bytes, pixels }: Extract<Source, { kind: 'picture' }>): string {
  const { mediaType, width, height } = pixels
  return `<image width="${width}" height="${height}" href="data:${mediaType};base64,${bytes.toString('base64')}"/>`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
