import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { systemClock } from '@denglu/core'
import { decodeQR } from 'qr/decode.js'
import { type Bench, denglu } from './bench.fixture.ts'

const patienceMs = 20_000
/** Each look at the screen is a process. */
const pollMs = 100
const cell = { width: 4, height: 8 }

/** A real terminal, of tmux, with a shell in it. */
export interface Terminal extends AsyncDisposable {
  /** Types a command and presses Enter. */
  type(command: string): void
  /** Types without Enter. */
  put(text: string): void
  /** Presses a key, such as `C-c` or `Enter`. */
  press(key: string): void
  /** What is on the screen, line by line, with its colours where asked for. */
  screen(options?: { readonly colours?: boolean }): string
  /** The screen, once it holds `text`. */
  until(text: string | RegExp): Promise<string>
  resize(size: Size): void
  /** Whether the cursor can be seen. */
  hasCursor(): boolean
}

interface Size {
  readonly columns: number
  readonly rows: number
}

export function openTerminal(bench: Bench, size: Size): Terminal {
  const socket = join(bench.home, 'tmux')
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], { env, encoding: 'utf8' })
  const env = { ...bench.env, TERM: 'xterm-256color', SHELL: '/bin/sh', PS1: '$ ' }
  tmux('new-session', '-d', '-x', `${size.columns}`, '-y', `${size.rows}`, 'sh')

  const terminal: Terminal = {
    type(command) {
      terminal.put(command)
      terminal.press('Enter')
    },
    put: (text) => void tmux('send-keys', '-l', text),
    press: (key) => void tmux('send-keys', key),
    screen({ colours = false } = {}) {
      const shown = tmux('capture-pane', '-p', '-N', ...(colours ? ['-e'] : []))
      bench.saw(shown)
      return shown
    },
    async until(text) {
      for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
        const shown = terminal.screen()
        if (typeof text === 'string' ? shown.includes(text) : text.test(shown)) return shown
        await systemClock.wait(pollMs)
      }
      throw new Error(`never on the screen: ${text}\n${terminal.screen()}`)
    },
    resize: ({ columns, rows }) => void tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`),
    hasCursor: () => tmux('display-message', '-p', '#{cursor_flag}').trim() === '1',
    async [Symbol.asyncDispose]() {
      tmux('kill-server')
    },
  }
  return terminal
}

/** The command as one types it, with whatever else node is to be told. */
export function typed(args: string, ...nodeOptions: readonly string[]): string {
  const [node, ...rest] = denglu
  return [node, ...nodeOptions, ...rest, args].join(' ')
}

/** Reads the QR code off a screen that was captured with its colours, as a camera would. */
export function scanScreen(screen: string): string {
  const rows = readCells(screen)
  const columns = Math.max(...rows.map((row) => row.length))
  const width = columns * cell.width
  const height = rows.length * cell.height
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { upper, lower } = rows[Math.floor(y / cell.height)]?.[Math.floor(x / cell.width)] ?? { upper: 0, lower: 0 }
      data.fill(y % cell.height < cell.height / 2 ? upper : lower, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return decodeQR({ width, height, data })
}

interface Shades {
  readonly upper: number
  readonly lower: number
}

/** A colour code, a character, or the end of a line. */
const written = new RegExp(`${'\u001b'}\\[([\\d;]*)m|(.)|\n`, 'gu')

/** The upper and the lower half of each cell, black or white. Colours go on into the next line. Without any it is white on black. */
function readCells(screen: string): Shades[][] {
  let ink = 255
  let paper = 0
  const rows: Shades[][] = [[]]
  for (const [, codes, character] of screen.matchAll(written)) {
    if (character !== undefined) {
      rows
        .at(-1)
        ?.push({ upper: '█▀'.includes(character) ? ink : paper, lower: '█▄'.includes(character) ? ink : paper })
    } else if (codes === undefined) {
      rows.push([])
    } else {
      if (codes === '' || codes === '0') [ink, paper] = [255, 0]
      ink = shadeOf(codes, '38;5;') ?? (/\b39\b/.test(codes) ? 255 : ink)
      paper = shadeOf(codes, '48;5;') ?? (/\b49\b/.test(codes) ? 0 : paper)
    }
  }
  return rows
}

function shadeOf(codes: string, plane: string): number | undefined {
  const colour = codes.split(plane)[1]?.split(';')[0]
  return colour === undefined ? undefined : Number(colour) === 231 ? 255 : 0
}
