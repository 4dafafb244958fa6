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
      'With --timeout it gives up, with 5, when nobody has confirmed in time. What was got is never given up for it.',
      'With --json, standard output gets one JSON object a line: qr-ready, qr-scanned, challenge-raised, login-succeeded, ' +
        'login-failed, error. They hold what is to be shown, and no cookie or token.',
    ],
    examples: [
      'denglu login',
      'denglu login bilibili tv-qr',
      'denglu login bilibili --qr-file code.png',
      'denglu login bilibili --timeout 120 --json | jq .type',
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
      'Reads what is stored. The current account of a provider is marked with a star: it is the one logged in last, or chosen with denglu use.',
    ],
    examples: ['denglu list', 'denglu list --json'],
  },
  use: {
    summary: 'choose the account that programs use',
    about: [
      'Makes an account the current one of its provider: programs, and commands without a user, take that one. In a terminal a ' +
        'menu shows the accounts.',
    ],
    examples: ['denglu use bilibili', 'denglu use bilibili 12345'],
  },
  keep: {
    summary: 'stay running and keep logins fresh',
    about: [
      'Asks the services once a day, and renews each login when the service advises it or two thirds of its life are over; failures are tried ' +
        'again at growing distances. Watches every stored account, or those of one provider, or one: accounts that are logged in or ' +
        'out meanwhile are noticed. Other programs may use and renew the same accounts.',
      'Writes a line for each event, and goes on when a login has expired, until it is logged in again. Ctrl-C ends it with 130, SIGTERM ' +
        'with 0; a renewal that is under way is finished first.',
    ],
    examples: ['denglu keep', 'denglu keep bilibili --json', 'systemd-run --user denglu keep'],
  },
  token: {
    summary: 'print one secret of an account, by its name',
    about: [
      'Prints a cookie (SESSDATA), a token (access-token, refresh-token) or all cookies as a header (cookie-header), and nothing else. Without a ' +
        'name it prints the names that the account has. It is the current account of the provider, unless a user is given.',
      'Whoever reads what it prints can act as you.',
    ],
    examples: [
      'denglu token bilibili',
      'denglu token bilibili SESSDATA',
      'SESSDATA=$(denglu token bilibili SESSDATA) ./my-bot',
    ],
  },
  export: {
    summary: 'write an account down for another tool',
    about: [
      'Writes the file that another tool expects, to standard output or to the file of --output, which only you can read. Without a format it lists ' +
        'the formats. On a screen nothing secret is shown, unless --show says so.',
      'It is the current account of the provider, unless a user is given. Some formats belong to one provider.',
    ],
    examples: [
      'denglu export',
      'denglu export netscape bilibili --output cookies.txt',
      'denglu export biliup bilibili 12345 --output cookies.json',
      'curl -b <(denglu export netscape bilibili) https://www.bilibili.com',
    ],
  },
  import: {
    summary: 'bring an account from the file of another tool',
    about: [
      'Reads a file, or standard input for -, in any of the formats that denglu export lists; it is recognised by what it looks like. The service is ' +
        'asked first: a login that it does not accept, or cannot be asked about, never takes the place of a stored one.',
      'A provider has to be named where the file holds logins of several. For a file of a CookieCloud server the password is asked for.',
    ],
    examples: [
      'denglu import cookies.txt',
      'denglu import cookies.json --format biliup',
      'denglu import - bilibili < state.json',
    ],
  },
  doctor: {
    summary: 'find out what keeps logins from working',
    about: [
      'Looks at the versions, the terminal, the proxy, the store with its encryption and locks, the clock, and the way to each service: logins are ' +
        'begun and thrown away, and an interface that cannot be reached, or answers in a shape that nobody knows, is named. No ' +
        'account is needed or touched, and nothing secret is shown.',
    ],
    examples: ['denglu doctor', 'denglu doctor qqmusic', 'denglu doctor --json'],
  },
  completion: {
    summary: 'print a script that makes a shell complete this command',
    about: ['For bash, zsh or fish. Put the line for your shell where it starts from.'],
    examples: [
      'source <(denglu completion bash)',
      'source <(denglu completion zsh)',
      'denglu completion fish | source',
    ],
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
  timeout: 'give up after so many seconds',
  json: 'write JSON to standard output',
  forget: 'delete what is stored, without telling the service',
  output: 'write to FILE, which only you can read',
  show: 'show what is secret on the screen',
  format: 'read the file as FORMAT, whatever it looks like',
  proxy: 'reach the services through URL, such as http://127.0.0.1:7890',
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
  value: 'the name of a secret, such as SESSDATA, access-token or cookie-header',
  format: 'how to write it',
  file: 'a file, or - for standard input',
  shell: 'bash, zsh or fish',
  command: 'one of the commands',
}

const exits: Readonly<Record<ExitName, string>> = {
  ok: 'it worked',
  failed: 'anything else',
  usage: 'the command line makes no sense',
  'not-logged-in': 'not logged in, or the login has expired',
  declined: 'declined on the phone, or cancelled',
  expired: 'the code expired before it was confirmed, or --timeout passed',
  'person-needed': 'a captcha or a risk check needs a person',
  'rate-limited': 'the service asks for a pause',
  network: 'the network or the service cannot be reached',
  store: 'the stored accounts cannot be read, written or locked',
  interrupted: 'ended with Ctrl-C',
  terminated: 'ended by SIGTERM',
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
      'HTTPS_PROXY, ALL_PROXY': 'a proxy to reach the services through; in lower case, too',
      NO_PROXY: 'hosts to reach without it',
      NO_COLOR: 'when set, no colours',
      'LC_ALL, LC_MESSAGES, LANG': 'the language: Chinese when it begins with zh, else English',
    } as Readonly<Record<string, string>>,
  },
}
