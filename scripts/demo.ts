// A login, start to finish, for somebody who watches: the real command, against the emulator in this process, with a
// phone that scans and confirms by itself. Nothing reaches the internet, and nothing is left behind.
//
// Bilibili by default; `demo bilibili-intl`, `demo qqmusic` and any of their QR methods (`demo qqmusic qq-qr`) do as well.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// By path: the sources run unbuilt, and this script has no package of its own.
import { pickLanguage } from '../packages/cli/src/texts/texts.ts'
import { createEmulator } from '../packages/emulator/src/index.ts'
import { root } from './run.ts'

const words = {
  en: {
    next: 'Next: hold the phone yourself. In one window, then in another:',
    seen: 'That was the real command, logging in to a service emulated on this computer: a virtual phone scanned the code and confirmed.',
  },
  zh: {
    next: '接下来：自己来操作手机。先后在两个窗口中运行：',
    seen: '以上是真实的命令登录本机模拟的服务：虚拟手机扫描了二维码并确认。',
  },
}[pickLanguage(undefined, process.env)]

const denglu = ['--conditions=@denglu/source', 'packages/cli/src/main.ts']
const [provider = 'bilibili', ...method] = process.argv.slice(2)
const person = { phone: { scanAfterMs: 2_000, confirmAfterMs: 2_000 } }
const emulator = createEmulator({ bilibili: person, bilibiliIntl: person, qqmusic: person })
const home = mkdtempSync(join(tmpdir(), 'denglu-demo-'))
// Ctrl-C is for the command; this process stays to tidy up.
process.on('SIGINT', () => {})

try {
  await using server = await emulator.listen()
  const commands = [
    ['login', provider, ...method],
    ['status', provider],
  ]
  for (const args of commands) {
    console.error(`\n$ denglu ${args.join(' ')}`)
    process.exitCode ||= await run([...args, '--emulator', server.origin])
    if (process.exitCode) break
  }
  if (!process.exitCode) {
    console.error(`\n${words.seen}\n${words.next}`)
    for (const args of ['emulator --port 4000', `login ${provider} --emulator http://127.0.0.1:4000`])
      console.error(`  npx -y pnpm@12 denglu ${args}`)
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** Runs the command as a person does, and gives its exit code. */
async function run(args: readonly string[]): Promise<number> {
  const { DENGLU_EMULATOR: _, ...env } = process.env
  const child = spawn(process.execPath, [...denglu, ...args], {
    cwd: root,
    env: { ...env, DENGLU_HOME: home },
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  return code ?? 1
}
