import type { Call } from '../http/router.ts'
import type { PhoneNumber } from '../phone/sms-phone.ts'
import { mainland } from './accounts.ts'
import { checkAppSign } from './app-sign.ts'
import { demandAppCaptcha, demandCaptcha } from './captcha.ts'
import { isDialingCode } from './countries.ts'
import { passport } from './hosts.ts'
import type { LogIn } from './log-in.ts'
import { type BilibiliRoute, forApps, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { TextMessages } from './text-messages.ts'

const purpose = 'login'

/**
 * Logging in with a code by text message. A number that is not known gets an account.
 *
 * @see docs/services/bilibili.md#sms
 */
export function smsRoutes(service: BilibiliService, messages: TextMessages, logIn: LogIn): readonly BilibiliRoute[] {
  const { settings, accounts, replies } = service

  function send(call: Call): Response {
    const to = readNumber(call)
    if (typeof to === 'number') return replies.refuse(to)
    const problem = demandCaptcha(call, 'login', service)
    if (problem !== undefined) return replies.refuse(problem)
    if (settings.smsNeedsBuvid3 && !call.cookies.get('buvid3')) return replies.refuse(86103)
    return deliver(to, {})
  }

  /** Apps name their device in a parameter, and are told of a captcha in the answer. */
  function appSend(call: Call): Response {
    const signed = checkAppSign(call.params)
    if (!signed.ok) return replies.refuse(signed.code)
    if (!call.params.get('buvid')) return replies.refuse(-400)
    const to = readNumber(call)
    if (typeof to === 'number') return replies.refuse(to)
    const demanded = demandAppCaptcha(call, service)
    if (demanded && 'code' in demanded) return replies.refuse(demanded.code)
    if (demanded) return replies.ok({ is_new: false, captcha_key: '', recaptcha_url: demanded.page })
    return deliver(to, { is_new: !accounts.byPhone(to), recaptcha_url: '' })
  }

  function deliver(to: PhoneNumber, more: object): Response {
    if (accounts.byPhone(to)?.standing === 'banned') return replies.refuse(1025)
    const sent = messages.send(to, purpose)
    return sent.ok ? replies.ok({ ...more, captcha_key: sent.key }) : replies.refuse(sent.code)
  }

  function login(call: Call, appkey?: string): Response {
    const to = readNumber(call)
    if (typeof to === 'number') return replies.refuse(to)
    const code = call.params.get('code')
    const key = call.params.get('captcha_key')
    if (!code || !key) return replies.refuse(-400)
    const problem = messages.take(key, { to, purpose, code })
    if (problem !== undefined) return replies.refuse(problem)
    const known = accounts.byPhone(to)
    const account = known ?? accounts.add({ dialingCode: to.dialingCode, phone: to.number })
    return logIn(account, {
      goUrl: call.params.get('go_url'),
      by: 'sms',
      isNew: !known,
      ...(appkey !== undefined && { appkey }),
    })
  }

  function appLogin(call: Call): Response {
    const signed = checkAppSign(call.params)
    return signed.ok ? login(call, signed.appkey) : replies.refuse(signed.code)
  }

  return [
    post([passport], '/x/passport-login/web/sms/send', send),
    post([passport], '/x/passport-login/web/login/sms', (call) => login(call)),
    forApps(post([passport], '/x/passport-login/sms/send', appSend)),
    forApps(post([passport], '/x/passport-login/login/sms', appLogin)),
  ]
}

const mainlandNumber = /^1[3-9]\d{9}$/

/** `cid` is the dialing code. Some clients send the id of the country in the list, of which only China's is taken. */
function readNumber({ params }: Call): PhoneNumber | 1002 | -400 {
  const cid = params.get('cid')
  const number = params.get('tel')
  if (!cid || !number) return -400
  const dialingCode = cid === '1' && mainlandNumber.test(number) ? mainland : cid
  const pattern = dialingCode === mainland ? mainlandNumber : /^\d{4,15}$/
  return isDialingCode(dialingCode) && pattern.test(number) ? { dialingCode, number } : 1002
}
