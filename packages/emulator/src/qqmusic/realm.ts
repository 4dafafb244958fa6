import { createRouter, readCall } from '../http/router.ts'
import { createBroker } from '../mqtt/broker.ts'
import { createMqttFaults, type MqttFaults } from '../mqtt/mqtt-fault.ts'
import type { PushedEvent } from '../mqtt/rules.ts'
import type { SeenQr } from '../phone/phone.ts'
import type { Realm } from '../realm.ts'
import type { PhoneScript } from '../world/qr-code.ts'
import type { World } from '../world/world.ts'
import { createAccounts, type QQMusicAccount, type QQMusicAccountOptions, type QQMusicAccounts } from './accounts.ts'
import { createBrokerRules, topicOf } from './broker-rules.ts'
import { createCodeWatch } from './code-watch.ts'
import { createGateway, isForGateway } from './gateway.ts'
import { brokerHost, qqMusicHosts } from './hosts.ts'
import { loginMethods } from './login-methods.ts'
import { createMobileQr } from './mobile-qr.ts'
import { createAnyPhone, createApps, type QQMusicApps, type QQMusicPhone } from './phones.ts'
import { profilePageRoutes } from './profile-page.ts'
import { ptloginRoutes } from './ptlogin.ts'
import { answerQimei, isForQimei } from './qimei.ts'
import { qqConnectRoutes } from './qq-connect.ts'
import { createScriptedAnswers, type ScriptedAnswer } from './scripted-answers.ts'
import { createSessions, type QQMusicSession } from './sessions.ts'
import { defaultSettings, type QQMusicSettings } from './settings.ts'
import { createSms } from './sms.ts'
import { createTickets } from './tickets.ts'
import { weixinRoutes } from './weixin.ts'

export interface QQMusicOptions extends Readonly<Partial<QQMusicSettings>> {
  /** @default one of QQ and one of WeChat, with invented names */
  readonly accounts?: readonly QQMusicAccountOptions[]
  /** What the phone does with every new code. @default nothing */
  readonly phone?: PhoneScript
}

/** The broker behind the codes for the QQ Music app. */
export interface QQMusicBroker {
  readonly faults: MqttFaults
  /** How many clients are connected. */
  readonly connections: number
  /** Tears all connections down. */
  dropAll(): void
  /** Resolves once a client has subscribed to the events of a code; `requested` is the moment before it is told so. */
  subscribed(qr: SeenQr, moment?: 'requested' | 'confirmed'): Promise<void>
  /** Pushes an event by hand. */
  publish(qr: SeenQr, event: Pick<PushedEvent, 'type' | 'payload'>): void
}

/** QQ Music, from behind the curtain. */
export interface QQMusicEmulator {
  readonly accounts: QQMusicAccounts
  readonly settings: QQMusicSettings
  /** Reads every code, with the app that fits. */
  readonly phone: QQMusicPhone
  /** Each reads its own codes only. */
  readonly apps: QQMusicApps
  readonly broker: QQMusicBroker
  /** Numbers that the gateway answers with on demand. */
  readonly answers: { add(answer: ScriptedAnswer): void; clear(): void }
  /** The sessions that were not ended, oldest first; a key of them may have come to its end. */
  sessions(): readonly QQMusicSession[]
  /** Opens a session without the trouble of logging in, and tells it as a login does; ids are text. */
  openSession(account: QQMusicAccount): Record<string, unknown>
}

export function createQQMusicRealm(
  sharedWorld: World,
  { accounts: initialAccounts = [], phone: script, ...settled }: QQMusicOptions,
): Realm & QQMusicEmulator {
  const world = { ...sharedWorld, random: sharedWorld.random.fork('qqmusic') }
  const settings = { ...defaultSettings, ...settled }
  const accounts = createAccounts(initialAccounts, world.random)
  const sessions = createSessions(world, settings)
  const codes = {
    qq: createTickets<QQMusicAccount>(world.random),
    wechat: createTickets<QQMusicAccount>(world.random),
  }
  const service = { world, settings, accounts, sessions, codes }

  const sms = createSms(service, accounts)
  const mobileQr = createMobileQr(service)
  const watch = createCodeWatch()
  const skeys = new Map<string, string>()
  const answers = createScriptedAnswers()
  const gateway = createGateway(service, loginMethods(service, mobileQr, sms), answers)
  const findRoute = createRouter([
    ...ptloginRoutes(service, skeys),
    ...qqConnectRoutes(service, skeys),
    ...weixinRoutes(service, watch),
    ...profilePageRoutes(service),
    ...sms.routes,
  ])

  const faults = createMqttFaults()
  const broker = createBroker(createBrokerRules(service, { mobileQr, watch, faults }), faults)
  const apps = createApps(world, accounts)
  const phone = createAnyPhone(world, apps, { accounts: accounts.list, messages: sms.list })
  if (script) phone.follow(script)

  function topicFor(qr: SeenQr): string {
    const code = world.qr.recognise(typeof qr === 'string' ? qr : qr.kind === 'text' ? qr.text : qr.base64)
    return topicOf(code?.key ?? '')
  }

  return {
    name: 'qqmusic',
    hosts: qqMusicHosts,
    accounts,
    settings,
    phone,
    apps,
    answers,
    broker: {
      faults,
      get connections() {
        return broker.connections
      },
      dropAll: broker.dropAll,
      subscribed: (qr, moment = 'confirmed') => broker.subscribed(topicFor(qr), moment),
      publish: (qr, event) => broker.publish(topicFor(qr), { ...event, qos: settings.eventQos }),
    },
    sessions: sessions.list,
    openSession: (account) => ({ ...sessions.describe(sessions.open(account)), musicid: account.userId }),
    async upgrade(upgrade) {
      const { openWebSocket } = await import('../mqtt/web-socket.ts')
      openWebSocket(upgrade, broker, brokerHost)
    },
    async handle(request) {
      if (request.method === 'POST' && isForGateway(new URL(request.url))) return gateway(request)
      if (isForQimei(request)) return answerQimei(request, world.random)
      const found = findRoute(request)
      return found.kind === 'route'
        ? found.route.handle(await readCall(request))
        : new Response(null, { status: found.kind === 'nothing' ? 404 : 405 })
    },
  }
}
