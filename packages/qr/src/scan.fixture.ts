import jsqr from 'jsqr'
import { PNG } from 'pngjs'

/** A picture as a camera sees it: four bytes a pixel. */
export interface Photo {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Reads a code with a decoder that shares nothing with the encoder. Dark on light only, as older phones do. */
export function scan({ data, width, height }: Photo): string | undefined {
  // jsqr is CommonJS that says `default` twice.
  return jsqr.default(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })?.data
}

export function scanPng(png: Uint8Array): string | undefined {
  return scan(PNG.sync.read(Buffer.from(png)))
}
