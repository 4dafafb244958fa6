import { clearLine, cursorTo } from 'node:readline'
import stringWidth from 'string-width'
import type { Io } from '../cli.ts'

const everyMs = 1_000

/** The last line of the screen, drawn anew every second. Elsewhere than in a terminal it is written once. */
export interface LiveLine {
  show(render: () => string): void
  /** Takes the line away, as if it had never been there. */
  clear(): void
}

/** The cursor stays visible and the terminal as it is, so that not even `kill -9` leaves anything to be mended. */
export function createLiveLine({ stderr }: Pick<Io, 'stderr'>): LiveLine {
  let timer: NodeJS.Timeout | undefined
  const erase = () => {
    cursorTo(stderr, 0)
    clearLine(stderr, 0)
  }
  const clear = () => {
    if (timer) erase()
    clearInterval(timer)
    timer = undefined
  }
  return {
    clear,
    show(render) {
      clear()
      if (!stderr.isTTY) {
        stderr.write(`${render()}\n`)
        return
      }
      const draw = () => {
        erase()
        stderr.write(cut(render(), stderr.columns - 1))
      }
      draw()
      timer = setInterval(draw, everyMs)
    },
  }
}

/** A line that wraps could not be taken away again. */
function cut(text: string, columns: number): string {
  let line = ''
  for (const character of text) {
    if (stringWidth(line + character) > columns) break
    line += character
  }
  return line
}
