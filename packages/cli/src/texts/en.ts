import type { LoginErrorCode, RefusalReason } from '@denglu/core'
import type { ArgumentName, CommandName } from '../command-line/commands.ts'
import type { OptionName } from '../command-line/options.ts'
import type { ExitName } from '../exit-codes.ts'
import type { AccountState } from '../report.ts'

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

const errors: Readonly<Record<LoginErrorCode, string>> = {
  'network-failed': 'The service could not be reached.',
  'response-unexpected': 'The service answered in a way nobody expected.',
  'service-refused': 'The service refused.',
  'challenge-unhandled': 'The service asks for something that needs a person.',
  'login-expired': 'The code expired before it was confirmed.',
  'login-declined': 'The login was declined on the phone.',
  'credential-rejected': 'This login is not accepted any more, or cannot be renewed.',
  'input-invalid': 'Something that was given does not fit.',
  'store-unavailable': 'The stored accounts cannot be used.',
}

const refusals: Readonly<Record<RefusalReason, string>> = {
  'wrong-credentials': 'The name or the password is wrong.',
  'rate-limited': 'The service asks for a pause.',
  'risk-control': 'The service suspects a robot.',
  'account-restricted': 'The service has restricted this account.',
  'device-limit': 'This account is logged in on too many devices.',
  unknown: 'The service refused.',
}

const states: Readonly<Record<AccountState, string>> = {
  valid: 'logged in',
  stale: 'refresh advised',
  expired: 'expired',
  unknown: 'not reached',
  unreadable: 'unreadable',
}

export const en = {
  commands,
  options,
  args,
  exits,
  errors,
  refusals,
  states,

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

  usage: {
    unknownCommand: (name: string) => `There is no command "${name}".`,
    unknownOption: (name: string) => `There is no option "${name}" here.`,
    unknownProvider: (name: string) => `There is no provider "${name}".`,
    unknownMethod: (provider: string, name: string) => `${provider} has no login method "${name}".`,
    surplusArgument: (value: string) => `"${value}" is one argument too many.`,
    noValue: (option: string) => `${option} takes no value.`,
    missingValue: (option: string, value: string) => `${option} needs a value: ${option} ${value}`,
    badNumber: (option: string, value: string, most: number) => `${option} is a number up to ${most}, not "${value}".`,
    badChoice: (option: string, value: string) => `${option} cannot be "${value}".`,
    badEmulator: (origin: string) => `"${origin}" is no emulator: it must be http on this computer.`,
    choose: (names: readonly string[]) => `Choose one of ${names.join(', ')}.`,
    didYouMean: (name: string) => `Did you mean ${name}?`,
    seeHelp: (command: string) => `See: ${command}`,
    whichProvider: 'Which provider?',
    whichAccount: 'Which account?',
    missingField: (label: string) => `"${label}" is needed, and standard input ended before it.`,
    cannotWrite: (path: string, code: string) => `${path} cannot be written (${code}).`,
  },

  login: {
    chooseProvider: 'Where do you want to log in?',
    chooseMethod: 'How?',
    scan: (service: string, method: string) => `${service}: ${method}`,
    waiting: (time: string) => `${time} left; waiting for the scan`,
    scanned: (time: string, name: string | undefined) =>
      `${time} left; scanned${name ? ` by ${name}` : ''}. Now confirm on the phone`,
    renewed: 'The code has expired. Here is a new one.',
    tooNarrow: (columns: number) => `The code does not fit: it takes a window ${columns} columns wide.`,
    tooLow: (rows: number) => `If the top of the code has scrolled away, make the window ${rows} lines high.`,
    openLink: (link: string) => `Open this on the phone that has the app:\n${link}`,
    pictureOnly: 'This code is a picture that cannot be drawn with characters.',
    toFile: 'To have it in a file: --qr-file code.png',
    inFile: (path: string) => `The code is in ${path}`,
    smsCode: (sentTo: string) => `The code sent to ${sentTo}`,
    wrongCode: 'That code was wrong. Once more.',
    expiredCode: 'That code has expired. A new one is on its way.',
    puzzle: (link: string) =>
      `The service wants to see that you are a person. Solve its puzzle in the browser, and the login goes on by itself:\n${link}`,
    puzzleOverSsh: (port: string) =>
      `If your browser is on another computer, let it through from there first: ssh -L ${port}:127.0.0.1:${port} …`,
    puzzleResult: 'Or paste the result of the puzzle, solved elsewhere',
    visit: (url: string) => `The service wants you to visit this page and do what it asks:\n${url}`,
    visited: 'Press Enter when you are through',
    succeeded: (service: string, account: string) => `Logged in to ${service} as ${account}.`,
    plain: 'No keyring answered, so it is not encrypted; only your user can read the file.',
    kept: (path: string) => `Kept in ${path}`,
    unverified:
      'The service could not be asked whether the login works, so it is stored unverified. Ask later: denglu status',
    keptOld: 'The login could not be verified, so the one that was stored before is kept.',
    notAccepted: 'The service gave a login that it does not accept itself, so nothing was stored.',
    tryAgain: 'Try again',
    storeRetry: 'The login worked, but it could not be stored. Mend that in another window, then press Enter',
    needsTerminal: 'This needs a person at a terminal.',
  },

  accounts: {
    provider: 'PROVIDER',
    user: 'USER',
    name: 'NAME',
    state: 'STATE',
    expires: 'EXPIRES',
    kept: 'KEPT IN',
    nobody: 'Nobody is logged in.',
    noSuch: (account: string) => `${account} is not stored here.`,
    mendLogin: (command: string) => `Log in again: ${command}`,
    mendRefresh: (command: string) => `Renew it: ${command}`,
    firstLogin: (command: string) => `Log in: ${command}`,
    refreshed: (account: string) => `Renewed: ${account}`,
    loggedOut: (account: string) => `Logged out: ${account}`,
    forgotten: (account: string) =>
      `Forgotten: ${account}. The service was not told, so the login itself may still be good.`,
    forgetHint: (command: string) => `To delete it here without telling the service: ${command}`,
    unreadable: (path: string, problem: string) => `${path} holds no login that this release can read: ${problem}`,
    putAside: (command: string) => `Update Denglu, or put it aside and log in again: ${command}`,
  },

  emulator: {
    listening: (origin: string) => `The services are at ${origin}`,
    byHand: (origin: string) => `Hold the phone: open ${origin} in a browser.`,
    scripted: 'The phone does everything by itself.',
    use: (command: string) => `In another window: ${command}`,
    cannotListen: (port: number, code: string) => `Port ${port} cannot be used (${code}).`,
    stop: 'Ctrl-C stops.',
  },

  interrupted: 'Interrupted.',
  errorPrefix: 'Error:',
  unexpected: 'Something went wrong that should not.',
  report: 'Please report it with what --verbose shows.',
}
