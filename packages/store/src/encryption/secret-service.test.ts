import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const child = new URL('../__fixtures__/keyring-process.ts', import.meta.url).pathname

/** A desktop session of its own, with a keyring that is unlocked; gone with all its secrets afterwards. */
async function inDesktopSession(home: string, command: string): Promise<string> {
  const session = `echo -n password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ${command}`
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home }
  const { stdout } = await promisify(execFile)('dbus-run-session', ['--', 'bash', '-c', session], {
    env,
    timeout: 30_000,
  })
  return stdout
}

test.runIf(process.platform === 'linux')('a real keyring keeps the key from one process to the next', async () => {
  const home = mkdtempSync(join(tmpdir(), 'denglu-desktop-'))
  const store = join(home, 'store')
  const run = (what: string) => `'${process.execPath}' --conditions=@denglu/source ${child} ${what} ${store}`
  try {
    const read = await inDesktopSession(home, `${run('write')} && ${run('read')}`)
    expect(JSON.parse(read)).toEqual({ provider: 'bilibili', userId: '1', version: 1, issuedAt: 7 })
    expect(JSON.parse(readFileSync(join(store, 'bilibili.1.json'), 'utf8'))).toMatchObject({ denglu: 2 })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
