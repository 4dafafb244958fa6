import type { Call } from '../http/router.ts'
import type { BilibiliAccount, RiskCheckKind } from './accounts.ts'
import { appSession } from './app-session.ts'
import { checkAppSign } from './app-sign.ts'
import { demandCaptcha } from './captcha.ts'
import { api, passport } from './hosts.ts'
import { type BilibiliRoute, forApps, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { TextMessages } from './text-messages.ts'
import type { OpenWebSession } from './web-success.ts'

type Scene = 'loginTelCheck' | 'secLogin' | 'deviceVerify'

interface RiskCheck {
  readonly account: BilibiliAccount
  readonly scene: Scene
  readonly requestId: string | undefined
  readonly announcedAt: number
}

/** Logins that the service does not trust until a code has gone to the phone and come back. */
export interface RiskChecks {
  /** What a login of this account answers with instead of a session, if anything. */
  announce(
    account: BilibiliAccount,
  ): { readonly url: string; readonly status: number; readonly message: string } | undefined
  readonly routes: readonly BilibiliRoute[]
}

const page = 'https://passport.bilibili.com/h5-app/passport/risk/verify'
const oldPage = 'https://passport.bilibili.com/account/mobile/security/managephone/phone/verify'
const appOnly = 'https://www.bilibili.com/blackboard/activity-loginwarning.html'
const message = '本次登录环境存在风险, 需使用手机号进行验证或绑定'

/** @see docs/services/bilibili.md#risk-check */
export function createRiskChecks(
  service: BilibiliService,
  messages: TextMessages,
  openWebSession: OpenWebSession,
): RiskChecks {
  const { world, settings, replies } = service
  const random = world.random.fork('risk-checks')
  const now = () => world.clock.now()
  /** By their tmp tokens. */
  const checks = new Map<string, RiskCheck>()
  /** Who has passed, by the code that the client changes for cookies. */
  const passed = new Map<string, BilibiliAccount>()

  function open(account: BilibiliAccount, scene: Scene, requestId?: string): string {
    const token = random.hex(32)
    checks.set(token, { account, scene, requestId, announcedAt: now() })
    return token
  }

  function url(account: BilibiliAccount, kind: Exclude<RiskCheckKind, 'none'>): string {
    const requestId = random.hex(32)
    switch (kind) {
      case 'loginTelCheck':
        return `${page}?tmp_token=${open(account, kind, requestId)}&request_id=${requestId}&source=risk`
      case 'loginTelCheck-2021':
        return `${oldPage}?tmp_token=${open(account, 'loginTelCheck', requestId)}&requestId=${requestId}&source=risk`
      case 'app-only':
        return appOnly
      default: {
        const goUrl = encodeURIComponent(encodeURIComponent('https://www.bilibili.com/'))
        return `${page}?scene=${kind}&tmp_token=${open(account, kind)}&gourl=${goUrl}`
      }
    }
  }

  /** Hands a call on with the check it belongs to. */
  const forCheck = (handle: (check: RiskCheck, call: Call, token: string) => Response) => (call: Call) => {
    const token = call.params.get('tmp_code') ?? ''
    const check = checks.get(token)
    if (!check || now() >= check.announcedAt + settings.riskCheckLivesMs) return replies.refuse(-400)
    return handle(check, call, token)
  }

  const info = forCheck(({ account }) =>
    replies.ok({
      account_info: {
        hide_tel: mask(account.phone),
        hide_mail: account.email.replace(/^(..).*@/, '$1*****@'),
        bind_mail: true,
        bind_tel: account.phone !== '',
        tel_verify: account.phone !== '',
        mail_verify: true,
        unneeded_check: false,
        bind_safe_question: false,
        mid: account.mid,
      },
      member_info: { nickname: account.name, face: account.avatarUrl, realname_status: false },
      sns_info: {
        bind_google: false,
        bind_fb: false,
        bind_apple: false,
        bind_qq: false,
        bind_weibo: false,
        bind_wechat: false,
      },
      account_safe: { score: 80 },
    }),
  )

  const send = forCheck(({ account, scene }, call) => {
    if (call.params.get('sms_type') !== scene) return replies.refuse(-400)
    const problem = demandCaptcha(call, 'verify', service)
    if (problem !== undefined) return replies.refuse(problem)
    if (account.phone === '') return replies.refuse(-108)
    const sent = messages.send(numberOf(account), scene)
    return sent.ok ? replies.ok({ captcha_key: sent.key }) : replies.refuse(sent.code)
  })

  const verify = (wanted: Scene, names: (call: Call) => boolean) =>
    forCheck(({ account, scene, requestId }, call, token) => {
      const { params } = call
      const code = params.get('code')
      const key = params.get('captcha_key')
      // One client leaves the request id out, and gets along.
      const isRequest = (params.get('request_id') ?? requestId) === requestId
      if (scene !== wanted || !names(call) || !isRequest || !code || !key) return replies.refuse(-400)
      const problem = messages.take(key, { to: numberOf(account), purpose: scene, code })
      if (problem !== undefined) return replies.refuse(problem)
      checks.delete(token)
      const exchangeCode = random.hex(32)
      passed.set(exchangeCode, account)
      return replies.ok({ code: exchangeCode })
    })

  /** Who has passed, once. */
  function redeem({ params }: Call): BilibiliAccount | undefined {
    const code = params.get('code') ?? ''
    const account = passed.get(code)
    passed.delete(code)
    return account
  }

  function exchange(call: Call): Response {
    const account = redeem(call)
    if (!account) return replies.refuse(-400)
    const { url, refreshToken, cookies } = openWebSession(account.mid, call.params.get('go_url'))
    return replies.ok({ url, refresh_token: refreshToken }, cookies)
  }

  function appExchange(call: Call): Response {
    const signed = checkAppSign(call.params)
    if (!signed.ok) return replies.refuse(signed.code)
    const account = call.params.get('grant_type') === 'authorization_code' ? redeem(call) : undefined
    return account ? replies.ok(appSession(service, account.mid, signed.appkey)) : replies.refuse(-400)
  }

  const says = (name: string, value: string) => (call: Call) => call.params.get(name) === value
  const safecenter = '/x/safecenter'
  return {
    announce(account) {
      if (account.riskCheck === 'none') return undefined
      return { url: url(account, account.riskCheck), status: account.riskCheck === 'secLogin' ? 1 : 2, message }
    },
    routes: [
      get([passport, api], `${safecenter}/user/info`, info),
      post([passport], `${safecenter}/common/sms/send`, send),
      // The official page says `type`; one client says `sms_type` and is taken as well.
      post(
        [passport],
        `${safecenter}/login/tel/verify`,
        verify(
          'loginTelCheck',
          (call) => says('type', 'loginTelCheck')(call) || says('sms_type', 'loginTelCheck')(call),
        ),
      ),
      post([passport], `${safecenter}/sec/verify`, verify('secLogin', says('verify_type', 'sms'))),
      post([passport], `${safecenter}/user_device/verify`, verify('deviceVerify', says('sms_type', 'deviceVerify'))),
      post([passport], '/x/passport-login/web/exchange_cookie', exchange),
      forApps(post([passport], '/x/passport-login/oauth2/access_token', appExchange)),
    ],
  }
}

function numberOf({ dialingCode, phone }: BilibiliAccount) {
  return { dialingCode, number: phone }
}

function mask(phone: string): string {
  return phone && `${phone.slice(0, 3)}${'*'.repeat(Math.max(0, phone.length - 6))}${phone.slice(-3)}`
}
