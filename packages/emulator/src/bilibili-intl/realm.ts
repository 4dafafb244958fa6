import type { Captchas } from '../geetest/captchas.ts'
import { createRouter, readCall } from '../http/router.ts'
import { createCipher } from '../passport/cipher.ts'
import { createPhone } from '../phone/phone.ts'
import { type SmsPhone, withTextMessages } from '../phone/sms-phone.ts'
import type { Realm } from '../realm.ts'
import type { PhoneScript } from '../world/qr-code.ts'
import type { World } from '../world/world.ts'
import { type BilibiliIntlAccountOptions, type BilibiliIntlAccounts, createAccounts } from './accounts.ts'
import { captchaRoutes } from './captcha.ts'
import { bilibiliIntlHosts } from './hosts.ts'
import { passwordRoutes } from './password.ts'
import { qrRoutes } from './qr.ts'
import { nothingHere } from './replies.ts'
import { createSessions } from './sessions.ts'
import { type BilibiliIntlSettings, defaultSettings } from './settings.ts'
import { siteRoutes } from './site.ts'
import { createSms } from './sms.ts'
import { createSuccess } from './success.ts'
import { tokenRoutes } from './tokens.ts'

export interface BilibiliIntlOptions extends Readonly<Partial<BilibiliIntlSettings>> {
  /** @default one account with an invented name */
  readonly accounts?: readonly BilibiliIntlAccountOptions[]
  /** What the phone does with every new code. @default nothing */
  readonly phone?: PhoneScript
}

/** bilibili.tv, from behind the curtain. Nothing of bilibili.com is known here. */
export interface BilibiliIntlEmulator {
  readonly accounts: BilibiliIntlAccounts
  readonly settings: BilibiliIntlSettings
  readonly phone: SmsPhone
}

const site = 'https://www.bilibili.tv'

export function createBilibiliIntlRealm(
  sharedWorld: World,
  captchas: Pick<Captchas, 'issue' | 'redeem'>,
  { accounts: initialAccounts = [], phone: script, ...settled }: BilibiliIntlOptions,
): Realm & BilibiliIntlEmulator {
  const world = { ...sharedWorld, random: sharedWorld.random.fork('bilibili-intl') }
  const settings = { ...defaultSettings, ...settled }
  const sessions = createSessions(world, settings)
  const accounts = createAccounts(initialAccounts, { sessions, random: world.random })
  const service = { world, settings, sessions, accounts, captchas, cipher: createCipher(world, settings) }
  const success = createSuccess(service)
  const sms = createSms(service, success)
  const phone = withTextMessages(
    createPhone({ realm: 'bilibili-intl', book: world.qr, accounts: accounts.list }),
    sms.messages,
  )
  if (script) phone.follow(script)

  const findRoute = createRouter([
    ...qrRoutes(service, success),
    ...success.routes,
    ...passwordRoutes(service, success),
    ...captchaRoutes(service),
    ...sms.routes,
    ...siteRoutes(service),
    ...tokenRoutes(service),
  ])

  return {
    name: 'bilibili-intl',
    hosts: bilibiliIntlHosts,
    accounts,
    settings,
    phone,
    async handle(request) {
      const found = findRoute(request)
      const response = found.kind === 'route' ? await found.route.handle(await readCall(request)) : nothingHere()
      // The site's own pages call from another host, and bring their cookies.
      if (request.headers.get('origin') === site) {
        response.headers.set('access-control-allow-origin', site)
        response.headers.set('access-control-allow-credentials', 'true')
        response.headers.set('vary', 'Origin')
      }
      return response
    },
  }
}
