import type { OptionName } from './options.ts'

export type ArgumentName = 'provider' | 'method' | 'user' | 'command'

export interface CommandSpec {
  /** In order; each may be left out. */
  readonly args: readonly ArgumentName[]
  readonly options: readonly OptionName[]
}

/** Every command. Parsing, help and completion read this; what each one does is told in the texts. */
export const commands = {
  login: {
    args: ['provider', 'method'],
    options: ['qr', 'qr-file', 'renew', 'json', 'emulator'],
  },
  status: {
    args: ['provider', 'user'],
    options: ['json', 'emulator'],
  },
  refresh: {
    args: ['provider', 'user'],
    options: ['json', 'emulator'],
  },
  logout: {
    args: ['provider', 'user'],
    options: ['forget', 'json', 'emulator'],
  },
  list: {
    args: ['provider'],
    options: ['json', 'emulator'],
  },
  emulator: {
    args: [],
    options: ['port', 'scan-after', 'confirm-after', 'decline-after', 'json'],
  },
  help: {
    args: ['command'],
    options: [],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>

export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands) as readonly CommandName[]

/** What every command takes. */
export const commonOptions: readonly OptionName[] = ['lang', 'verbose', 'help', 'version']

export function specOf(name: CommandName): CommandSpec {
  return commands[name]
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
