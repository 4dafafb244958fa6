import type { LoginErrorCode, RefusalReason } from '@denglu/core'
import type { AccountState } from '../report.ts'
import { helpTexts } from './en-help.ts'

const errors: Readonly<Record<LoginErrorCode, string>> = {
  'network-failed': 'The service could not be reached.',
  'response-unexpected': 'The service answered in a way nobody expected.',
  'service-refused': 'The service refused.',
  'challenge-unhandled': 'The service asks for something that needs a person.',
  'login-expired': 'The code expired before it was confirmed.',
  'login-declined': 'The login was declined on the phone.',
  'credential-rejected': 'This login is not accepted any more.',
  'not-renewable': 'This login works until it ends, but it cannot be renewed.',
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
  ...helpTexts,
  errors,
  refusals,
  states,

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
