import { text } from 'node:stream/consumers'
import { decryptCookieCloud, importCredential, isEncryptedCookieCloud, systemClock } from '@denglu/core'
import { type Cli, type Command, printJson, say } from '../cli.ts'
import { connect, findProvider, openStore } from '../connect.ts'
import { type Asker, createAsker } from '../face/ask.ts'
import { renderDay } from '../face/time.ts'
import { UsageError } from '../outcomes.ts'
import { readGiven } from '../private-file.ts'
import { providerNames } from '../providers.ts'
import type { ImportOutcome } from '../report.ts'
import { putAway } from '../store-login.ts'

/** Brings an account from the file of another tool. The service is asked about it before anything is replaced. */
export const importAccount: Command = async (cli) => {
  const [, named] = cli.args
  if (named !== undefined) findProvider(cli, named)
  const content = await readContent(cli)
  const store = await openStore(cli)
  await store.list() // a store that has to be mended says so before the service is asked
  const names = named === undefined ? providerNames : [named]
  const candidates = await Promise.all(names.map((name) => connect(cli, name)))
  const { format } = cli.values
  const imported = await importCredential(candidates, content, { signal: cli.signal, ...(format && { format }) })
  const { credential, report, isRenewable } = imported
  await putAway(cli, store, credential)
  const { provider, userId, expiresAt } = credential
  tell(cli, {
    ...{ provider, userId, format: imported.format, renewable: isRenewable, path: store.pathOf(credential) },
    ...(report.account?.name !== undefined && { name: report.account.name }),
    ...(expiresAt !== undefined && { expiresAt }),
  })
  return 'ok'
}

/** What the file holds, or what comes in; decrypted where it takes a password that the person knows. */
async function readContent(cli: Cli): Promise<string> {
  const [path = '-'] = cli.args
  const { whichFile, fileExample } = cli.texts.formats
  if (cli.args.length === 0 && cli.io.stdin.isTTY) throw new UsageError(whichFile, fileExample)
  const content = path === '-' ? await text(cli.io.stdin) : await readGiven(cli, path)
  // Where the file itself came in, nobody can be asked: core says what is missing.
  if (path === '-' || !isEncryptedCookieCloud(content)) return content
  const asker = createAsker(cli)
  try {
    const { cookieCloudUuid, cookieCloudPassword } = cli.texts.formats
    const uuid = await answer(cli, asker, { text: cookieCloudUuid })
    const password = await answer(cli, asker, { text: cookieCloudPassword, secret: true })
    return await decryptCookieCloud(content, { uuid, password })
  } finally {
    asker.close()
  }
}

async function answer({ texts }: Cli, asker: Asker, question: Parameters<Asker['ask']>[0]): Promise<string> {
  const given = await asker.ask(question)
  if (given === undefined) throw new UsageError(texts.usage.missingField(question.text))
  return given
}

function tell(cli: Cli, outcome: ImportOutcome): void {
  const { provider, userId, name, format, renewable, expiresAt, path } = outcome
  if (cli.values.json) {
    printJson(cli, outcome)
    return
  }
  const { imported, notRenewable } = cli.texts.formats
  const account = name === undefined ? userId : `${name} (${userId})`
  say(cli, imported(findProvider(cli, provider).title[cli.language], account, format))
  const end = expiresAt === undefined ? undefined : renderDay(expiresAt, systemClock.now(), cli.language)
  if (!renewable) say(cli, notRenewable(end))
  say(cli, cli.texts.login.kept(path))
}
