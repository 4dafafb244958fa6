// Runs once before the tests: real terminals, browsers and keyrings take programs that a bare machine lacks. On Debian, as
// root, they are installed; elsewhere they are named, and the tests that need them fail by themselves.
import { spawnSync } from 'node:child_process'

/** What the tests run, and the Debian package that brings it. */
const packageOf: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  curl: 'curl',
  'dbus-run-session': 'dbus-daemon',
  'gnome-keyring-daemon': 'gnome-keyring',
  openssl: 'openssl',
  python3: 'python3',
  tmux: 'tmux',
}

export default function ensureTools(): void {
  const missing = Object.keys(packageOf).filter((command) => !has(command))
  if (missing.length === 0) return
  const packages = missing.map((command) => packageOf[command])
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.warn(`Some tests will fail without ${missing.join(', ')}.`)
    return
  }
  console.warn(`Installing what the tests need: ${packages.join(', ')}.`)
  const install = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`
  const { status, stderr } = spawnSync('sh', ['-c', install], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`could not install ${packages.join(', ')}: ${stderr}`)
}

function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}
