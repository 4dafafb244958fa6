import type { QrCode } from '@denglu/core'
import { renderTerminal, type TerminalForm, TerminalTooSmallError, UnreadableQrError } from '@denglu/qr'
import type { Cli } from '../cli.ts'

/** The lines that show a code: itself, or what to do instead where it cannot be drawn. */
export async function drawCode(cli: Cli, qr: QrCode): Promise<string> {
  const form = cli.values.qr ?? defaultForm(cli)
  if (form === 'none') return ''
  if (form === 'link') return describeLink(cli, qr)
  try {
    return await fit(cli, qr, form)
  } catch (error) {
    if (UnreadableQrError.is(error)) return cli.texts.login.pictureOnly
    if (!TerminalTooSmallError.is(error)) throw error
    const { tooNarrow, orFile } = cli.texts.login
    return [tooNarrow(error.needed.columns), describeLink(cli, qr), orFile].join('\n')
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

function describeLink({ texts }: Cli, qr: QrCode): string {
  return qr.kind === 'text' ? texts.login.openLink(qr.text) : texts.login.pictureOnly
}
