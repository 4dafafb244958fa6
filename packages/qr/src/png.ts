import type { QrCode } from '@denglu/core'
import type { PackerOptions } from 'pngjs'
import { encodeText, type QrMatrix } from './matrix.ts'
import { checkInteger, checkQuietZone, type QuietZoneOptions } from './quiet-zone.ts'
import { readSource } from './source.ts'

export interface PngOptions extends QuietZoneOptions {
  /**
   * Pixels a module, 1 to 32.
   *
   * @default 8
   */
  readonly scale?: number
}

/**
 * Draws a code as the bytes of a PNG file, black on white. The same code and options give the same bytes.
 * A picture in which no text is found is passed on as it is; a JPEG then becomes a PNG.
 *
 * @throws RangeError when the text is too long for a QR code.
 * @throws TypeError when the text is empty, or the picture is neither PNG nor JPEG.
 */
export async function renderPng(qr: QrCode, options: PngOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const quietZone = checkQuietZone(options)
  const scale = checkInteger('scale', options.scale ?? 8, 1, 32)
  const source = await readSource(qr)
  if (source.kind === 'text') return drawModules(await encodeText(source.text), quietZone, scale)
  if (source.pixels.mediaType === 'image/png') return new Uint8Array(source.bytes)
  const { width, height, data } = source.pixels
  return writePng(width, height, Buffer.from(data), { colorType: 2 })
}

async function drawModules(matrix: QrMatrix, quietZone: number, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const side = (matrix.size + 2 * quietZone) * scale
  const grey = Buffer.alloc(side * side, 255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x += scale) {
      const isDark = matrix.isDark(Math.floor(y / scale) - quietZone, x / scale - quietZone)
      if (isDark) grey.fill(0, y * side + x, y * side + x + scale)
    }
  }
  return writePng(side, side, grey, { colorType: 0, inputColorType: 0, inputHasAlpha: false })
}

async function writePng(width: number, height: number, data: Buffer, options: PackerOptions) {
  const { PNG } = await import('pngjs')
  return new Uint8Array(PNG.sync.write(Object.assign(new PNG({ width, height }), { data }), options))
}
