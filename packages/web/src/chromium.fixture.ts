import { execFileSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

const find = 'command -v chromium || command -v chromium-browser || command -v google-chrome'

/**
 * Starts Chromium without a window. It reaches this machine and nothing else; the name `rebound.test` leads here, too.
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: execFileSync('sh', ['-c', find], { encoding: 'utf8' }).trim(),
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
