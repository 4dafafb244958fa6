import xterm from '@xterm/headless'
import type { Photo } from './scan.fixture.ts'

export interface Theme {
  readonly foreground: number
  readonly background: number
}

export const dark: Theme = { foreground: 200, background: 20 }
export const light: Theme = { foreground: 40, background: 250 }

export interface Cell {
  readonly text: string
  readonly foreground: number | 'default'
  readonly background: number | 'default'
}

/** What a terminal shows after printing the text: its cells, with colour numbers of the 256-colour palette. */
export async function print(text: string, { columns = 240, rows = 130 } = {}): Promise<Cell[][]> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(text.replaceAll('\n', '\r\n'), resolve))
  const { active } = terminal.buffer
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = active.getLine(active.viewportY + row)?.getCell(column)
      if (!cell) throw new Error('The terminal has no such cell')
      return {
        text: cell.getChars() || ' ',
        foreground: cell.isFgDefault() ? 'default' : cell.getFgColor(),
        background: cell.isBgDefault() ? 'default' : cell.getBgColor(),
      }
    }),
  )
}

/** How much of the upper and the lower half of its cell a character covers. A letter is grey to a camera a step away. */
const ink: Readonly<Record<string, readonly [number, number]>> = {
  ' ': [0, 0],
  '▀': [1, 0],
  '▄': [0, 1],
  '█': [1, 1],
  '@': [0.45, 0.45],
}

const cellWidth = 4
const cellHeight = 8

/** Takes a photo of a terminal. */
export function photograph(cells: readonly (readonly Cell[])[], theme: Theme): Photo {
  const width = (cells[0]?.length ?? 0) * cellWidth
  const height = cells.length * cellHeight
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = cells[Math.floor(y / cellHeight)]?.[Math.floor(x / cellWidth)]
      const covered = ink[cell?.text ?? '']?.[y % cellHeight < cellHeight / 2 ? 0 : 1]
      if (!cell || covered === undefined) throw new Error(`No ink known for ${cell?.text}`)
      const grey =
        covered * greyOf(cell.foreground, theme.foreground) + (1 - covered) * greyOf(cell.background, theme.background)
      data.fill(grey, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { width, height, data }
}

function greyOf(colour: number | 'default', standard: number): number {
  if (colour === 'default') return standard
  if (colour === 16) return 0
  if (colour === 231) return 255
  throw new Error(`Only black and white, not ${colour}`)
}
