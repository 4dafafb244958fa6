import { type AnswerOf, type HttpFields, LoginError, ServiceRefusedError, type StepContext } from '@denglu/core'
import { call } from './envelope.ts'

/** What a captcha is for: a login by password or text message, or the risk check of one. The two do not mix. */
export type CaptchaKind = 'login' | 'verify'

/** A GeeTest v3 puzzle. `token` binds its proof to a call and goes back to the service together with it. */
export interface BilibiliCaptcha {
  readonly kind: CaptchaKind
  readonly token: string
  readonly gt: string
  /** Good for one attempt; the proof may come with a longer one, which is then the one to send. */
  readonly challenge: string
}

/** The answers that say a proof was not taken: wrong or too old, used before, GeeTest itself out of order. */
const notTaken: ReadonlySet<number> = new Set([-105, 2400, 2406])

export function isCaptchaNotTaken(code: number): boolean {
  return notTaken.has(code)
}

/**
 * Asks for a puzzle. Where the site's own endpoint for logins is gone or has changed, the one before it is asked.
 *
 * @see docs/services/bilibili.md#captcha
 */
export async function fetchCaptcha(id: string, kind: CaptchaKind, context: StepContext): Promise<BilibiliCaptcha> {
  const step = `${id}: captcha`
  if (kind === 'verify') return fetchForVerify(step, context)
  try {
    return await fetchForLogin(step, context)
  } catch (error) {
    context.signal.throwIfAborted()
    if (!isGone(error)) throw error
    return fetchFromOlder(step, context).catch(() => {
      context.signal.throwIfAborted()
      throw error
    })
  }
}

async function fetchForLogin(step: string, context: StepContext): Promise<BilibiliCaptcha> {
  const { body } = await call(context, {
    step,
    url: 'https://passport.bilibili.com/x/passport-login/captcha',
    query: { source: 'main_web' },
  })
  requireGeetest(step, body.optional('data.type', body.string))
  return {
    kind: 'login',
    token: body.text('data.token'),
    gt: body.text('data.geetest.gt'),
    challenge: body.text('data.geetest.challenge'),
  }
}

async function fetchForVerify(step: string, context: StepContext): Promise<BilibiliCaptcha> {
  const { body } = await call(context, {
    step,
    url: 'https://passport.bilibili.com/x/safecenter/captcha/pre',
    form: { source: 'risk' },
  })
  requireGeetest(step, body.optional('data.recaptcha_type', body.string))
  return {
    kind: 'verify',
    token: body.text('data.recaptcha_token'),
    gt: body.text('data.gee_gt'),
    challenge: body.text('data.gee_challenge'),
  }
}

async function fetchFromOlder(step: string, context: StepContext): Promise<BilibiliCaptcha> {
  const { body } = await call(context, {
    step,
    url: 'https://passport.bilibili.com/web/captcha/combine',
    query: { plat: 6 },
  })
  return {
    kind: 'login',
    token: body.text('data.result.key'),
    gt: body.text('data.result.gt'),
    challenge: body.text('data.result.challenge'),
  }
}

/** Not for a lost connection or risk control: asking elsewhere would not help there. */
function isGone(error: unknown): boolean {
  return LoginError.is(error, 'response-unexpected') || ServiceRefusedError.is(error, 'unknown')
}

/** The site's page also knows pictures with letters; nobody has seen one since GeeTest came. */
function requireGeetest(step: string, type: string | undefined): void {
  if (type === undefined || type === 'geetest') return
  throw new LoginError('the service wants a captcha of a kind that only its own page can show', {
    code: 'challenge-unhandled',
    step,
    hint: { en: 'Scan a QR code instead.', zh: '请改用扫码登录。' },
  })
}

/** A token and the proof that belongs to it. */
export type SolvedCaptcha = { readonly token: string } & Readonly<
  Record<keyof Omit<AnswerOf<'geetest'>, 'kind'>, string>
>

/** A solved captcha, as the calls of its kind name the fields. */
export function captchaFields(kind: CaptchaKind, solved: SolvedCaptcha): HttpFields {
  const { token, challenge, validate, seccode } = solved
  return kind === 'login'
    ? { token, challenge, validate, seccode }
    : { recaptcha_token: token, gee_challenge: challenge, gee_validate: validate, gee_seccode: seccode }
}
