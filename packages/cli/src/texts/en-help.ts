import type { ArgumentName, CommandName } from '../command-line/commands.ts'
import type { OptionName } from '../command-line/options.ts'
import type { ExitName } from '../exit-codes.ts'

export interface CommandTexts {
  readonly summary: string
  /** Paragraphs. */
  readonly about: readonly string[]
  readonly examples: readonly string[]
}

const commands: Readonly<Record<CommandName, CommandTexts>> = {
  login: {
    summary: 'log in and keep the account',
    about: [
      'Shows a QR code to scan with the app on the phone, or asks for what the method needs. The new login is tried out online ' +
        'before it is stored, so a bad one never takes the place of a good one. If the service cannot be asked just then, it is ' +
        'stored unverified, unless an account that still looks good would be replaced.',
      'Without a provider, a terminal shows menus; elsewhere it has to be named. Without a method, a provider takes the first ' +
        'of those below. What a method asks for is typed in, never given as an argument; without a terminal it is read from ' +
        'standard input, one line for each question, in the order of the questions.',
      'With --json, standard output gets one JSON object a line: qr-ready, qr-scanned, challenge-raised, login-succeeded, ' +
        'login-failed, error. They hold what is to be shown, and no cookie or token.',
    ],
    examples: [
      'denglu login',
      'denglu login bilibili tv-qr',
      'denglu login bilibili --qr-file code.png',
      'denglu login bilibili --json | jq .type',
    ],
  },
  status: {
    summary: 'ask the services whether the accounts are still logged in',
    about: [
      'Checks every stored account, or those of one provider, or one. Ends with 3 when one has expired or nobody is logged in.',
    ],
    examples: ['denglu status', 'denglu status bilibili --json'],
  },
  refresh: {
    summary: 'renew logins before they expire',
    about: [
      'Renews every stored account, or those of one provider, or one. Nobody else can renew the same account meanwhile, and the ' +
        'new login is stored before the old one ends: interrupting it loses nothing.',
    ],
    examples: ['denglu refresh', 'denglu refresh bilibili 12345'],
  },
  logout: {
    summary: 'log out and forget an account',
    about: [
      'Tells the service to end the login, then deletes what is stored of it. Without a user it is the current account of the ' +
        'provider; without a provider, the only account there is.',
    ],
    examples: ['denglu logout bilibili', 'denglu logout bilibili 12345 --forget'],
  },
  list: {
    summary: 'list the stored accounts, without asking anybody',
    about: [
      'Reads what is stored. The current account of a provider is marked with a star: it is the one logged in last.',
    ],
    examples: ['denglu list', 'denglu list --json'],
  },
  emulator: {
    summary: 'run the services on this computer, to try things out',
    about: [
      'Serves the login interfaces on 127.0.0.1, with invented accounts, and a page on which to hold the phone. Given times, the ' +
        'phone scans and confirms every code by itself. Runs until Ctrl-C. Nothing reaches the internet.',
      'Accounts of an emulator are stored apart from the real ones.',
    ],
    examples: ['denglu emulator --port 4000', 'denglu emulator --scan-after 2 --confirm-after 2'],
  },
  help: {
    summary: 'tell how to use a command',
    about: ['The same as --help after the command.'],
    examples: ['denglu help login'],
  },
}

const options: Readonly<Record<OptionName, string>> = {
  qr: 'how to show the code: half (coloured blocks, the default; scans on any background), full (twice as large), plain (blocks without colour), ascii, link (its text only) or none',
  'qr-file': 'also write the code to FILE, as PNG',
  renew: 'how many times an expired code is replaced by a new one; 3 unless given',
  json: 'write JSON to standard output',
  forget: 'delete what is stored, without telling the service',
  port: 'listen on PORT; a free one unless given',
  'scan-after': 'the phone scans each code after so many seconds',
  'confirm-after': 'and confirms so many seconds after the scan',
  'decline-after': 'and declines so many seconds after the scan',
  emulator: 'talk to an emulator at ORIGIN, such as http://127.0.0.1:4000, and to nobody else',
  lang: 'en or zh; by the locale unless given',
  verbose: 'show where an error came from',
  help: 'show this help',
  version: 'show the version',
}

const args: Readonly<Record<ArgumentName, string>> = {
  provider: 'the service',
  method: 'the way to log in',
  user: 'the user id, as shown by denglu list',
  command: 'one of the commands',
}

const exits: Readonly<Record<ExitName, string>> = {
  ok: 'it worked',
  failed: 'anything else',
  usage: 'the command line makes no sense',
  'not-logged-in': 'not logged in, or the login has expired',
  declined: 'declined on the phone, or cancelled',
  expired: 'the code expired before it was confirmed',
  'person-needed': 'a captcha or a risk check needs a person',
  'rate-limited': 'the service asks for a pause',
  network: 'the network or the service cannot be reached',
  store: 'the stored accounts cannot be read, written or locked',
  interrupted: 'ended with Ctrl-C',
}

/** What `--help` says. */
export const helpTexts = {
  commands,
  options,
  args,
  exits,
  help: {
    tagline: 'Log in with your own account, from a terminal.',
    usage: 'Usage',
    commands: 'Commands',
    arguments: 'Arguments',
    options: 'Options',
    exitCodes: 'Exit codes',
    environment: 'Environment',
    examples: 'Examples',
    files: 'Files',
    more: 'denglu <command> --help tells more about a command.',
    optionsPlaceholder: '[options]',
    commandPlaceholder: '<command>',
    methods: (names: string) => `methods: ${names}`,
    variables: {
      DENGLU_HOME: 'where accounts are stored, instead of the place below',
      DENGLU_ENCRYPTION: 'auto (the default: encrypted where a keyring answers), required or off',
      DENGLU_EMULATOR: 'as --emulator',
      NO_COLOR: 'when set, no colours',
      'LC_ALL, LC_MESSAGES, LANG': 'the language: Chinese when it begins with zh, else English',
    } as Readonly<Record<string, string>>,
  },
}
