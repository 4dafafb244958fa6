import type { QrCode } from '@denglu/core'
import { UnreadableQrError } from './errors.ts'
import { readSource } from './source.ts'

/** How much of the drawn code may be lost and still be read: about 7, 15, 25 and 30 percent. */
export type ErrorCorrection = 'low' | 'medium' | 'quartile' | 'high'

/** A QR code as squares. Every rendering is drawn from one of these. */
export interface QrMatrix {
  /** Modules on a side, 21 to 177, without the quiet zone. */
  readonly size: number
  /** Whether a module is dark. Outside the code everything is light, so a renderer may walk across the quiet zone. */
  isDark(row: number, column: number): boolean
}

export interface MatrixOptions {
  /**
   * The least error correction. The code gets more where that takes no more room.
   *
   * @default 'medium'
   */
  readonly errorCorrection?: ErrorCorrection
}

const levels: readonly ErrorCorrection[] = ['low', 'medium', 'quartile', 'high']

/**
 * Encodes a text, or reads a picture and encodes its text again, so that every rendering of it is sharp.
 *
 * @throws UnreadableQrError when no text can be read from the picture.
 * @throws RangeError when the text is too long for a QR code.
 * @throws TypeError when the text is empty, or the picture is neither PNG nor JPEG.
 */
export async function toMatrix(qr: QrCode, options: MatrixOptions = {}): Promise<QrMatrix> {
  const source = await readSource(qr)
  if (source.kind === 'picture') throw new UnreadableQrError()
  return encodeText(source.text, options)
}

/** @throws RangeError when the text is too long. */
export async function encodeText(text: string, options: MatrixOptions = {}): Promise<QrMatrix> {
  const { encodeQR } = await import('qr')
  const draw = (ecc: ErrorCorrection) => {
    try {
      // The library insists on a border: one light module all around.
      return encodeQR(text, 'raw', { ecc, border: 1 })
    } catch {
      return undefined
    }
  }
  const drawn = levels.slice(levels.indexOf(options.errorCorrection ?? 'medium')).map(draw)
  const smallest = drawn[0]
  if (!smallest) throw new RangeError('The text is too long for a QR code')
  const rows = drawn.findLast((rows) => rows?.length === smallest.length)
  return {
    size: smallest.length - 2,
    isDark: (row, column) => rows?.[row + 1]?.[column + 1] ?? false,
  }
}
