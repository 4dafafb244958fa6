import { clearScreenDown, moveCursor } from 'node:readline'
import { type QrCode, systemClock } from '@denglu/core'
import { type Cli, say } from '../cli.ts'
import { drawCode } from './draw-code.ts'
import { createLiveLine } from './live-line.ts'
import type { LoginFace } from './login-face.ts'
import { saveCode } from './save-code.ts'
import { renderTimeLeft } from './time.ts'

/** Shows a login on standard error: the code, what is left of its time, what the phone does. */
export function createTerminalFace(cli: Cli, title: string): LoginFace {
  const { stderr } = cli.io
  const { login } = cli.texts
  const line = createLiveLine(cli.io)
  let drawnLines = 0
  let expiresAt = 0

  async function showCode(qr: QrCode): Promise<void> {
    line.clear()
    const drawn = await drawCode(cli, qr)
    const path = await saveCode(cli, qr)
    const code = [drawn, path && login.inFile(path)].filter((part) => part).join('\n')
    if (drawnLines === 0) {
      say(cli, title)
    } else {
      // The new code takes the place of the old one, so that nobody scans the wrong one.
      if (stderr.isTTY && drawnLines < stderr.rows) {
        moveCursor(stderr, 0, -drawnLines)
        clearScreenDown(stderr)
      }
      say(cli, login.renewed)
    }
    if (code !== '') say(cli, code)
    drawnLines = (code === '' ? 0 : code.split('\n').length) + 1
  }

  const timeLeft = () => renderTimeLeft(expiresAt, systemClock.now())

  return {
    async show(event) {
      if (event.type === 'qr-ready') {
        expiresAt = event.expiresAt
        await showCode(event.qr)
        line.show(() => login.waiting(timeLeft()))
      } else if (event.type === 'qr-scanned') {
        line.show(() => login.scanned(timeLeft(), event.account?.name))
      } else {
        line.clear()
      }
    },
    pause: line.clear,
  }
}
