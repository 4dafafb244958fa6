import type { Captchas } from '../geetest/captchas.ts'
import { createRouter, readCall } from '../http/router.ts'
import { createPhone } from '../phone/phone.ts'
import { type SmsPhone, withTextMessages } from '../phone/sms-phone.ts'
import type { Realm } from '../realm.ts'
import type { PhoneScript } from '../world/qr-code.ts'
import type { World } from '../world/world.ts'
import { type BilibiliAccountOptions, type BilibiliAccounts, createAccounts } from './accounts.ts'
import { appTokenRoutes } from './app-tokens.ts'
import { captchaRoutes } from './captcha.ts'
import { type CorrespondKey, createCorrespondKey } from './correspond-key.ts'
import { countryRoutes } from './countries.ts'
import { createCrossDomain } from './cross-domain.ts'
import { deviceRoutes } from './device.ts'
import { bilibiliHosts } from './hosts.ts'
import { createLogIn } from './log-in.ts'
import { logoutRoutes } from './logout.ts'
import { navRoutes } from './nav.ts'
import { passwordRoutes } from './password.ts'
import { createReplies } from './replies.ts'
import { createRiskChecks } from './risk-checks.ts'
import { createSessions } from './sessions.ts'
import { type BilibiliSettings, defaultSettings } from './settings.ts'
import { smsRoutes } from './sms.ts'
import { createTextMessages } from './text-messages.ts'
import { ticketRoutes } from './ticket.ts'
import { tvQrRoutes } from './tv-qr.ts'
import { blockedPage, blocksUserAgent } from './user-agent-gate.ts'
import { webQrRoutes } from './web-qr.ts'
import { webRefreshRoutes } from './web-refresh.ts'
import { createWebSuccess } from './web-success.ts'

export interface BilibiliOptions extends Readonly<Partial<BilibiliSettings>> {
  /** @default one account with an invented name */
  readonly accounts?: readonly BilibiliAccountOptions[]
  /** What the phone does with every new code. @default nothing */
  readonly phone?: PhoneScript
}

/** bilibili.com, from behind the curtain. */
export interface BilibiliEmulator {
  readonly accounts: BilibiliAccounts
  readonly settings: BilibiliSettings
  readonly phone: SmsPhone
  /** PEM; made when it is first asked for. For the client's `correspondKey`. */
  readonly correspondPublicKey: string
}

export function createBilibiliRealm(
  sharedWorld: World,
  captchas: Pick<Captchas, 'issue' | 'redeem'>,
  { accounts: initialAccounts = [], phone: script, ...settled }: BilibiliOptions,
): Realm & BilibiliEmulator {
  const world = { ...sharedWorld, random: sharedWorld.random.fork('bilibili') }
  const settings = { ...defaultSettings, ...settled }
  const sessions = createSessions(world, settings)
  const accounts = createAccounts(initialAccounts, { sessions, random: world.random })
  const replies = createReplies(world.random)
  const service = { world, settings, sessions, accounts, replies, captchas }
  const messages = createTextMessages(world, settings)
  const phone = withTextMessages(
    createPhone({ realm: 'bilibili', book: world.qr, accounts: accounts.list }),
    messages.list,
  )
  if (script) phone.follow(script)

  let made: CorrespondKey | undefined
  const correspondKey = () => {
    made ??= createCorrespondKey()
    return made
  }
  const crossDomain = createCrossDomain(service)
  const openWebSession = createWebSuccess(service, crossDomain)
  const riskChecks = createRiskChecks(service, messages, openWebSession)
  const logIn = createLogIn(service, openWebSession, riskChecks)
  const findRoute = createRouter([
    ...webQrRoutes(service, openWebSession),
    ...crossDomain.routes,
    ...tvQrRoutes(service),
    ...navRoutes(service),
    ...deviceRoutes(service),
    ...ticketRoutes(service),
    ...captchaRoutes(service),
    ...passwordRoutes(service, logIn),
    ...smsRoutes(service, messages, logIn),
    ...riskChecks.routes,
    ...countryRoutes(service),
    ...webRefreshRoutes(service, correspondKey),
    ...appTokenRoutes(service),
    ...logoutRoutes(service),
  ])

  return {
    name: 'bilibili',
    hosts: bilibiliHosts,
    accounts,
    settings,
    phone,
    get correspondPublicKey() {
      return correspondKey().publicKey
    },
    async handle(request) {
      const found = findRoute(request)
      const wants = found.kind === 'route' ? found.route.userAgent : 'browser'
      if (settings.userAgentGate && blocksUserAgent(request.headers.get('user-agent'), wants)) {
        return replies.page(blockedPage, { status: 412 })
      }
      if (found.kind === 'route') return found.route.handle(await readCall(request))
      if (found.kind === 'wrong-method') return replies.refuse(-405, { status: 405 })
      return replies.refuse(-404, { status: 404 })
    },
  }
}
