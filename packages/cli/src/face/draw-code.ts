import type { QrCode } from '@denglu/core'
import { renderTerminal, type TerminalForm, TerminalTooSmallError, UnreadableQrError } from '@denglu/qr'
import type { Cli } from '../cli.ts'

/** The lines that show a code: itself, or what to do instead where it cannot be drawn. */
export async function drawCode(cli: Cli, qr: QrCode): Promise<string> {
  const { qr: asked = defaultForm(cli) } = cli.values
  const { openLink, tooNarrow, toFile, pictureOnly } = cli.texts.login
  if (asked === 'none') return ''
  const link = qr.kind === 'text' ? openLink(qr.text) : ''
  if (asked === 'link' && link) return link
  try {
    // A picture that the service drew is no link: it is drawn all the same.
    return await fit(cli, qr, asked === 'link' ? defaultForm(cli) : asked)
  } catch (error) {
    if (UnreadableQrError.is(error)) return `${pictureOnly}\n${toFile}`
    if (!TerminalTooSmallError.is(error)) throw error
    return [tooNarrow(error.needed.columns), link, toFile].filter((line) => line !== '').join('\n')
  }
}

/** Coloured blocks scan on any background; without colour, or in a file, plain characters have to do. */
function defaultForm({ io }: Cli): TerminalForm {
  if (io.env.TERM === 'dumb') return 'ascii'
  return io.stderr.isTTY && io.stderr.hasColors() ? 'half' : 'plain'
}

/**
 * Draws the code with the full quiet zone, or with the least one that phones read where the window is low. In a window
 * that is lower still it is drawn all the same: making the window higher brings it back.
 */
async function fit(cli: Cli, qr: QrCode, form: TerminalForm): Promise<string> {
  const { columns, rows, isTTY } = cli.io.stderr
  if (!isTTY) return renderTerminal(qr, { form })
  // Below it is the line that counts down, and where its file is, if there is one.
  const rowsBelow = cli.values['qr-file'] === undefined ? 1 : 2
  const room = { form, columns, rows: rows - rowsBelow }
  try {
    return await renderTerminal(qr, room)
  } catch (error) {
    if (!TerminalTooSmallError.is(error)) throw error
  }
  try {
    return await renderTerminal(qr, { ...room, quietZone: 2 })
  } catch (error) {
    if (!TerminalTooSmallError.is(error) || error.needed.columns > columns) throw error
    const drawn = await renderTerminal(qr, { form, quietZone: 2 })
    return `${drawn}\n${cli.texts.login.tooLow(error.needed.rows + rowsBelow + 1)}`
  }
}
