import {
  type Cookie,
  type HttpFields,
  type HttpRequest,
  type Localized,
  ServiceRefusedError,
  type StepContext,
} from '@denglu/core'
import { call } from './envelope.ts'
import type { RiskScene, RiskUrl } from './risk-url.ts'

const passport = 'https://passport.bilibili.com/x'

/** Where each scene takes the code of the text message, and how it is named there. */
const verifications: Readonly<Record<RiskScene, { readonly path: string; readonly form: HttpFields }>> = {
  loginTelCheck: { path: 'login/tel/verify', form: { type: 'loginTelCheck' } },
  secLogin: { path: 'sec/verify', form: { verify_type: 'sms' } },
  deviceVerify: { path: 'user_device/verify', form: { sms_type: 'deviceVerify' } },
}

/** The calls of one risk check. */
export interface RiskCalls {
  /** The masked number of the phone that the account is bound to. */
  findPhone(context: StepContext): Promise<string>
  send(captcha: HttpFields): HttpRequest
  verify(captchaKey: string, code: string): HttpRequest
  exchange(code: string): HttpRequest
}

/** @see docs/services/bilibili.md#risk-check */
export function riskCalls(step: string, check: RiskUrl, cookies: readonly Cookie[]): RiskCalls {
  const { tmpToken, requestId, scene, source } = check
  const request = (what: string, path: string): HttpRequest => ({
    step: `${step}: ${what}`,
    url: `${passport}/${path}`,
    // The page of the check is where the site calls from.
    headers: { referer: check.href },
    cookies,
  })

  return {
    async findPhone(context) {
      const asked = request('account', 'safecenter/user/info')
      const { body } = await call(context, { ...asked, query: { tmp_code: tmpToken } })
      const info = body.at('data.account_info')
      if (info.raw('bind_tel') === false || info.raw('tel_verify') === false)
        throw cannotBePassed(asked.step, 'the check needs a phone, and the account has none')
      return info.text('hide_tel')
    },
    send: (captcha) => ({
      ...request('send', 'safecenter/common/sms/send'),
      form: { tmp_code: tmpToken, sms_type: scene, ...captcha },
    }),
    verify: (captchaKey, code) => ({
      ...request('verify', `safecenter/${verifications[scene].path}`),
      form: {
        ...verifications[scene].form,
        tmp_code: tmpToken,
        request_id: requestId,
        source,
        captcha_key: captchaKey,
        code,
      },
    }),
    exchange: (code) => ({
      ...request('exchange', 'passport-login/web/exchange_cookie'),
      form: { code, source, go_url: 'https://www.bilibili.com' },
    }),
  }
}

const elsewhere: Localized = {
  en: 'Log in once in the Bilibili app or on bilibili.com and pass the check there, or scan a QR code instead.',
  zh: '请先在哔哩哔哩 App 或官网登录并完成验证，或改用扫码登录。',
}

/** The error for a check that cannot be gone through here. `status` is the service's number for it. */
export function cannotBePassed(step: string, message: string, status = 0): ServiceRefusedError {
  return new ServiceRefusedError(message, { reason: 'risk-control', serviceCode: status, step, hint: elsewhere })
}
