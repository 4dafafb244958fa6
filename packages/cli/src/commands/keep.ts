import { LoginError } from '@denglu/core'
import { findAccounts } from '../accounts.ts'
import type { Command } from '../cli.ts'
import { connect, emulatorOf, openStore } from '../connect.ts'
import { watchChanges } from '../keeping/changes.ts'
import { createKeepLog } from '../keeping/keep-log.ts'
import { createKeeper } from '../keeping/keeper.ts'
import { Interrupted, NotLoggedIn } from '../outcomes.ts'
import type { AnyProvider } from '../providers.ts'
import { chooseProxy } from '../proxy.ts'

/** Stays in the foreground and keeps accounts fresh. A refresh that is under way is finished before it ends. */
export const keep: Command = async (cli) => {
  const { signal } = cli
  const store = await openStore(cli)
  const log = createKeepLog(cli)
  const providers = new Map<string, Promise<AnyProvider>>()
  const keeper = createKeeper({
    store,
    signal,
    onEvent: log.write,
    connect(name) {
      const provider = providers.get(name) ?? connect(cli, name)
      providers.set(name, provider)
      return provider
    },
  })
  // A proxy that cannot be used will not become better.
  if (emulatorOf(cli) === undefined) await chooseProxy(cli)
  // Without any account, somebody has forgotten to log in; later on, somebody may just be about to.
  const accounts = await findAccounts(cli, store)
  const changes = watchChanges(store.directory, signal)
  await keeper.look(accounts)
  try {
    for (;;) {
      await changes.next()
      await keeper.look(await findLater())
    }
  } catch (error) {
    if (!signal.aborted) throw error
    if (keeper.underWay > 0) log.stopping(keeper.underWay)
    await keeper.settle()
    // Whoever supervises it has asked it to end, and it did.
    if (signal.reason instanceof Interrupted && signal.reason.exit === 'terminated') return 'ok'
    throw signal.reason
  }

  async function findLater() {
    try {
      return await findAccounts(cli, store)
    } catch (error) {
      if (error instanceof NotLoggedIn) return []
      if (!LoginError.is(error, 'store-unavailable')) throw error
      log.failed(error)
      return keeper.keys()
    }
  }
}
