import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const installer = fileURLToPath(new URL('../../../scripts/ensure-chromium.sh', import.meta.url))

/**
 * Starts Chromium without a window, installing it first where it is missing. It reaches this machine and nothing else;
 * the name `rebound.test` leads here, too.
 */
export async function launchChromium(): Promise<Browser> {
  const { stdout } = await promisify(execFile)(installer)
  return chromium.launch({
    executablePath: stdout.trim(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--host-resolver-rules=MAP rebound.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })
}
