import { type Cli, printJson } from '../cli.ts'
import type { LoginLine } from '../report.ts'
import type { LoginFace } from './login-face.ts'
import { saveCode } from './save-code.ts'

/** One JSON object a line. `login-succeeded` is left to the command: it is not true before the login is stored. */
export function createJsonFace(cli: Cli): LoginFace {
  return {
    async show(event) {
      if (event.type === 'qr-ready') await saveCode(cli, event.qr)
      if (event.type !== 'login-succeeded') printJson(cli, event satisfies LoginLine)
    },
    pause() {},
  }
}
