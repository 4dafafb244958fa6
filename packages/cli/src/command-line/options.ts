interface OptionSpec {
  readonly type: 'boolean' | 'string' | 'number'
  readonly short?: string
  /** What stands for the value in help. */
  readonly value?: string
  readonly choices?: readonly string[]
  /** Of a number. */
  readonly most?: number
  /** Of a number: it need not be a whole one. */
  readonly fraction?: true
}

/** Every option of every command. Parsing, help and completion read this; what each one does is told in the texts. */
export const options = {
  qr: { type: 'string', value: 'FORM', choices: ['half', 'full', 'plain', 'ascii', 'link', 'none'] },
  'qr-file': { type: 'string', value: 'FILE' },
  renew: { type: 'number', value: 'TIMES', most: 100 },
  timeout: { type: 'number', value: 'SECONDS', most: 86_400, fraction: true },
  json: { type: 'boolean' },
  forget: { type: 'boolean' },
  output: { type: 'string', value: 'FILE', short: 'o' },
  show: { type: 'boolean' },
  format: { type: 'string', value: 'FORMAT' },
  proxy: { type: 'string', value: 'URL' },
  port: { type: 'number', value: 'PORT', most: 65_535 },
  'scan-after': { type: 'number', value: 'SECONDS', most: 3_600, fraction: true },
  'confirm-after': { type: 'number', value: 'SECONDS', most: 3_600, fraction: true },
  'decline-after': { type: 'number', value: 'SECONDS', most: 3_600, fraction: true },
  emulator: { type: 'string', value: 'ORIGIN' },
  lang: { type: 'string', value: 'LANG', choices: ['en', 'zh'] },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies Readonly<Record<string, OptionSpec>>

export type OptionName = keyof typeof options

/** What was given on the command line, checked. */
export type Values = { readonly [Name in OptionName]?: ValueOf<(typeof options)[Name]> }

type ValueOf<Spec extends OptionSpec> = Spec extends { type: 'boolean' }
  ? true
  : Spec extends { type: 'number' }
    ? number
    : Spec extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string

export const optionNames = Object.keys(options) as readonly OptionName[]

export function specOf(name: OptionName): OptionSpec {
  return options[name]
}

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}
