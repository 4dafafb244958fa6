import { createPhone, type Phone, type SeenQr } from '../phone/phone.ts'
import { PhoneError } from '../phone/phone-error.ts'
import type { PhoneScript } from '../world/qr-code.ts'
import type { World } from '../world/world.ts'
import type { QQMusicAccounts } from './accounts.ts'
import type { QQMusicTextMessage } from './sms.ts'

/** The apps that can read a code of QQ Music's, each only its own. */
export interface QQMusicApps {
  readonly qq: Phone
  readonly wechat: Phone
  readonly qqmusic: Phone
}

/** A phone that picks the app that fits the code, and the text messages that arrive on it. */
export interface QQMusicPhone extends Phone {
  messages(): readonly QQMusicTextMessage[]
  /**
   * The newest text message.
   *
   * @param to a number without its country; without it, whoever was written to last
   * @throws {PhoneError} `no-message`
   */
  readSms(to?: string): QQMusicTextMessage
}

const methods = { qq: 'qqmusic/qq-qr', wechat: 'qqmusic/wechat-qr', qqmusic: 'qqmusic/mobile-qr' } as const
const names = ['qqmusic', 'qq', 'wechat'] as const

export function createApps({ qr: book }: World, accounts: QQMusicAccounts): QQMusicApps {
  const app = (name: keyof QQMusicApps, who: Phone['accounts']) =>
    createPhone({ realm: 'qqmusic', method: methods[name], book, accounts: who })
  return {
    qq: app('qq', () => accounts.of('qq')),
    wechat: app('wechat', () => accounts.of('wechat')),
    qqmusic: app('qqmusic', accounts.list),
  }
}

export function createAnyPhone(
  { qr: book }: World,
  apps: QQMusicApps,
  parts: Pick<QQMusicPhone, 'accounts' | 'messages'>,
): QQMusicPhone {
  let last: Phone | undefined

  function appFor(qr: SeenQr | undefined): Phone {
    if (qr === undefined) {
      if (last) return last
      throw new PhoneError('nothing-scanned')
    }
    const code = book.recognise(typeof qr === 'string' ? qr : qr.kind === 'text' ? qr.text : qr.base64)
    const name = names.find((each) => methods[each] === code?.method)
    if (!name) throw new PhoneError('unknown-code')
    last = apps[name]
    return last
  }

  return {
    ...parts,
    readSms(to) {
      const newest = parts.messages().findLast((message) => to === undefined || message.to === to)
      if (!newest) throw new PhoneError('no-message')
      return newest
    },
    scan: (qr, options) => appFor(qr).scan(qr, options),
    confirm: (qr, options) => appFor(qr).confirm(qr, options),
    decline: (qr, options) => appFor(qr).decline(qr, options),
    follow: (script) => followAll(apps, script),
  }
}

function followAll(apps: QQMusicApps, script: (PhoneScript & { account?: { userId: string } }) | undefined): void {
  for (const name of names) {
    const app = apps[name]
    // Nobody is logged in everywhere: where the account of the script is not, the app's own first one follows it.
    const { account, ...timing } = script ?? { scanAfterMs: 0 }
    const isKnown = account && app.accounts().some(({ userId }) => userId === account.userId)
    app.follow(script && (isKnown ? { ...timing, account } : timing))
  }
}
