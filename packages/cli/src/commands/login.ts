import type { Credential, InputField } from '@denglu/core'
import { createAnswers } from '../challenges/challenges.ts'
import { type Cli, type Command, printJson, say } from '../cli.ts'
import { connect, findProvider, openStore } from '../connect.ts'
import { type Asker, createAsker } from '../face/ask.ts'
import { createJsonFace } from '../face/json-face.ts'
import { createTerminalFace } from '../face/terminal-face.ts'
import { TimedOut, UsageError } from '../outcomes.ts'
import type { AnyProvider } from '../providers.ts'
import type { LoginLine, LoginOutcome } from '../report.ts'
import { storeLogin } from '../store-login.ts'
import { pickMethod, pickProvider } from './pick.ts'

const defaultRenewals = 3

/** Logs in, tries the login out, and stores it. */
export const login: Command = async (outer) => {
  const cli = limitTime(outer)
  const name = await pickProvider(cli)
  let isPlain = false
  const store = await openStore(cli, () => {
    isPlain = true
  })
  // A store that has to be mended first says so before anybody takes out a phone.
  const keys = (await store.list()).filter((key) => key.provider === name)
  const stored = await Promise.all(keys.map((key) => store.read(key)))
  const provider = await connect(cli, name, { stored })
  const method = await pickMethod(cli, name, provider)

  const asker = createAsker(cli)
  try {
    const credential = await drive(cli, { name, provider, method, asker })
    // What was hard to get is not given up because time is up.
    report(cli, await storeLogin(outer, { provider, store, credential, asker }))
    if (isPlain && !cli.values.json) say(cli, cli.texts.login.plain)
    return 'ok'
  } finally {
    asker.close()
  }
}

/** Gives up when `--timeout` has passed. */
function limitTime(cli: Cli): Cli {
  const { timeout } = cli.values
  if (timeout === undefined) return cli
  const limit = new AbortController()
  setTimeout(() => limit.abort(new TimedOut(cli.texts.login.timedOut(timeout))), timeout * 1_000).unref()
  return { ...cli, signal: AbortSignal.any([cli.signal, limit.signal]) }
}

interface Drive {
  readonly name: string
  readonly provider: AnyProvider
  readonly method: string
  readonly asker: Asker
}

/** Goes through the login itself. */
async function drive(cli: Cli, { name, provider, method, asker }: Drive): Promise<Credential> {
  const { fields = {}, title = { en: method, zh: method } } = provider.methods[method] ?? {}
  const service = findProvider(cli, name).title[cli.language]
  const face = cli.values.json
    ? createJsonFace(cli)
    : createTerminalFace(cli, cli.texts.login.scan(service, title[cli.language]))
  const input = await askForInput(cli, fields, asker)
  const options = { signal: cli.signal, renew: cli.values.renew ?? defaultRenewals, ...(input && { input }) }
  try {
    return await provider.login(method, options).finish({
      answers: createAnswers({ cli, asker }, face),
      onEvent: (event) => face.show(event),
    })
  } finally {
    face.pause()
  }
}

/** Asks for the fields of a method, one after another. */
async function askForInput(
  cli: Cli,
  fields: Readonly<Record<string, InputField>>,
  asker: Asker,
): Promise<Readonly<Record<string, string>> | undefined> {
  const input: Record<string, string> = {}
  for (const [name, { label, secret = false, optional = false }] of Object.entries(fields)) {
    const text = label[cli.language]
    const answer = await asker.ask({ text, secret, optional })
    if (answer === undefined && !optional) throw new UsageError(cli.texts.usage.missingField(text))
    if (answer) input[name] = answer
  }
  return Object.keys(fields).length > 0 ? input : undefined
}

function report(cli: Cli, outcome: LoginOutcome): void {
  if (cli.values.json) {
    printJson(cli, { type: 'login-succeeded', ...outcome } satisfies LoginLine)
    return
  }
  const { succeeded, kept, unverified } = cli.texts.login
  const { provider, userId, name, path, verified } = outcome
  const account = name === undefined ? userId : `${name} (${userId})`
  say(cli, succeeded(findProvider(cli, provider).title[cli.language], account))
  if (!verified) say(cli, unverified)
  say(cli, kept(path))
}
