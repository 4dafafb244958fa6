import type { OptionName } from './options.ts'

export type ArgumentName = 'provider' | 'method' | 'user' | 'value' | 'format' | 'file' | 'shell' | 'command'

export interface CommandSpec {
  /** In order; each may be left out, but for those in `needs`. */
  readonly args: readonly ArgumentName[]
  /** Without these there is nothing to be done. */
  readonly needs?: readonly ArgumentName[]
  readonly options: readonly OptionName[]
}

const account: readonly ArgumentName[] = ['provider', 'user']

/** Of every command that talks to a service. */
const online: readonly OptionName[] = ['json', 'proxy', 'emulator']

/** Of every command that only looks at what is stored. */
const offline: readonly OptionName[] = ['json', 'emulator']

/** Every command. Parsing, help and completion read this; what each one does is told in the texts. */
export const commands = {
  login: { args: ['provider', 'method'], options: ['qr', 'qr-file', 'renew', 'timeout', ...online] },
  status: { args: account, options: online },
  refresh: { args: account, options: online },
  logout: { args: account, options: ['forget', ...online] },
  list: { args: ['provider'], options: offline },
  use: { args: account, options: offline },
  keep: { args: account, options: online },
  token: { args: ['provider', 'value', 'user'], needs: ['provider'], options: offline },
  export: { args: ['format', ...account], options: ['output', 'show', ...offline] },
  import: { args: ['file', 'provider'], options: ['format', ...online] },
  doctor: { args: ['provider'], options: online },
  completion: { args: ['shell'], needs: ['shell'], options: [] },
  emulator: { args: [], options: ['port', 'scan-after', 'confirm-after', 'decline-after', 'json'] },
  help: { args: ['command'], options: [] },
} as const satisfies Readonly<Record<string, CommandSpec>>

export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands) as readonly CommandName[]

/** What every command takes. */
export const commonOptions: readonly OptionName[] = ['lang', 'verbose', 'help', 'version']

export const shells = ['bash', 'zsh', 'fish'] as const

export function specOf(name: CommandName): CommandSpec {
  return commands[name]
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
