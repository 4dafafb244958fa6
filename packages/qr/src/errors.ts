import type { TerminalSize } from './terminal.ts'

/** These survive two copies of this package in one program, where `instanceof` does not. */
const unreadable = Symbol.for('@denglu/qr/unreadable-qr-error')
const tooSmall = Symbol.for('@denglu/qr/terminal-too-small-error')

/**
 * No text could be read from the picture, so its modules cannot be drawn again.
 * `renderPng` and `renderSvg` still show the picture as the service drew it.
 */
export class UnreadableQrError extends Error {
  constructor() {
    super('No QR code could be read from the picture. Show it as PNG or SVG instead')
    this.name = new.target.name
    Object.defineProperty(this, unreadable, { value: true })
  }

  /** Recognises this error from any copy of this package. */
  static is(value: unknown): value is UnreadableQrError {
    return value instanceof Error && unreadable in value
  }
}

/** A code that wraps or scrolls cannot be scanned, so nothing was drawn. Show a link or a PNG file instead. */
export class TerminalTooSmallError extends RangeError {
  /** What the code takes, in characters. */
  readonly needed: TerminalSize

  constructor(needed: TerminalSize) {
    super(
      `The code takes ${needed.columns} columns and ${needed.rows} rows, more than the terminal has. ` +
        'Use a larger window, a link or a PNG file',
    )
    this.name = new.target.name
    this.needed = needed
    Object.defineProperty(this, tooSmall, { value: true })
  }

  /** Recognises this error from any copy of this package. */
  static is(value: unknown): value is TerminalTooSmallError {
    return value instanceof Error && tooSmall in value
  }
}
