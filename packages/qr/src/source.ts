import type { QrCode } from '@denglu/core'
import { type Pixels, readPixels, readText } from './pixels.ts'

/** What there is to draw: a text to encode, or the service's picture where no text could be read from it. */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly bytes: Buffer; readonly pixels: Pixels }

/**
 * @throws TypeError when the text is empty, or the picture is neither PNG nor JPEG.
 */
export async function readSource(qr: QrCode): Promise<Source> {
  if (qr.kind === 'text') {
    if (qr.text === '') throw new TypeError('A QR code needs a text')
    return qr
  }
  const bytes = Buffer.from(qr.base64, 'base64')
  const pixels = await readPixels(bytes)
  const text = await readText(pixels)
  return text ? { kind: 'text', text } : { kind: 'picture', bytes, pixels }
}
