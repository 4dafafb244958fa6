// What a stranger does with the installed command: asks its version, and logs in against its own emulator.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const denglu = 'node_modules/.bin/denglu'
// Whatever is stored stays in this folder, which is thrown away.
const env: NodeJS.ProcessEnv = { ...process.env, DENGLU_HOME: 'denglu-home' }
const ask = (...args: string[]) => execFileSync(process.execPath, [denglu, ...args], { env, encoding: 'utf8' })

const emulator = spawn(process.execPath, [denglu, 'emulator', '--json', '--scan-after', '0', '--confirm-after', '0'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [ready] = await once(createInterface(emulator.stdout), 'line')
  env.DENGLU_EMULATOR = JSON.parse(ready).origin
  const went = {
    version: /^\d+\.\d+\.\d+\n$/.test(ask('--version')),
    webQr: lastLine(ask('login', 'bilibili', 'web-qr', '--json')).type === 'login-succeeded',
    tvQr: lastLine(ask('login', 'bilibili', 'tv-qr', '--json')).type === 'login-succeeded',
    status: ask('status', '--json').includes('"status":"valid"'),
  }
  console.log(went)
  if (!Object.values(went).every(Boolean)) process.exitCode = 1
} finally {
  emulator.kill()
}

function lastLine(output: string) {
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
}
