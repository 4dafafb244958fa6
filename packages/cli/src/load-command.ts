import type { Command } from './cli.ts'
import type { CommandName } from './command-line/commands.ts'

/** What runs each command; nothing of it is loaded before it is asked for. */
const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
  login: async () => (await import('./commands/login.ts')).login,
  status: async () => (await import('./commands/status.ts')).status,
  refresh: async () => (await import('./commands/refresh.ts')).refresh,
  logout: async () => (await import('./commands/logout.ts')).logout,
  list: async () => (await import('./commands/list.ts')).list,
  use: async () => (await import('./commands/use.ts')).use,
  keep: async () => (await import('./commands/keep.ts')).keep,
  token: async () => (await import('./commands/token.ts')).token,
  export: async () => (await import('./commands/export.ts')).exportAccount,
  import: async () => (await import('./commands/import.ts')).importAccount,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  completion: async () => (await import('./commands/completion.ts')).completion,
  emulator: async () => (await import('./commands/emulator.ts')).emulator,
  help: async () => (await import('./commands/help.ts')).help,
}

export function loadCommand(name: CommandName): Promise<Command> {
  return loaders[name]()
}
