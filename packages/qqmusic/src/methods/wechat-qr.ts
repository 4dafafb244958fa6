import {
  type HttpResponse,
  LoginError,
  type LoginMethod,
  readInput,
  ServiceRefusedError,
  type Step,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { exchange } from '../api/exchange.ts'
import { lostPage } from '../api/lost-page.ts'
import type { QQMusicCredential } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'
import { isLongGone, qrLivesMs } from './qr-lifetime.ts'

const id = 'qqmusic/wechat-qr'
const appId = 'wx48db31d50e334801'
const weChatLogin = 1

/** The service holds a poll back for up to half a minute, until something changes. */
const pollTimeoutMs = 35_000
const everyMs = 500
const scannedEveryMs = 1_000

/** What the poll reports as `wx_errcode`. */
const report = { waiting: 408, scanned: 404, declined: 403, expired: 402, reload: 500, confirmed: 405 } as const

const pattern = /window\.wx_errcode\s*=\s*(\d+)\s*;(?:\s*window\.wx_code\s*=\s*'([^']*)')?/

type WechatQrState =
  | { readonly phase: 'waiting'; readonly uuid: string; readonly scanned: boolean; readonly expiresAt: number }
  /** Confirmed; the code is good for one time. */
  | { readonly phase: 'confirmed'; readonly code: string }

type WechatQrStep = Step<WechatQrState, QQMusicCredential>

/**
 * Scan a code with WeChat.
 *
 * @see docs/services/qqmusic.md#wechat-qr
 */
export function createWechatQr({
  device,
}: {
  readonly device?: QQMusicDevice | undefined
}): LoginMethod<undefined, WechatQrState, QQMusicCredential> {
  return {
    id,
    title: { en: 'Scan with WeChat', zh: '使用微信扫码' },
    fields: {},

    async start(_input, context) {
      const response = await context.http.send({
        step: `${id}: create`,
        url: 'https://open.weixin.qq.com/connect/qrconnect',
        query: {
          appid: appId,
          redirect_uri: 'https://y.qq.com/portal/wx_redirect.html?login_type=2&surl=https://y.qq.com/',
          response_type: 'code',
          scope: 'snsapi_login',
          state: 'STATE',
          href: 'https://y.qq.com/mediastyle/music_v17/src/css/popup_wechat.css#wechat_redirect',
        },
      })
      const uuid = findUuid(response)
      const expiresAt = context.clock.now() + qrLivesMs
      return {
        next: 'poll',
        state: { phase: 'waiting', uuid, scanned: false, expiresAt },
        afterMs: 0,
        emit: {
          type: 'qr-ready',
          qr: { kind: 'text', text: `https://open.weixin.qq.com/connect/confirm?uuid=${uuid}` },
          expiresAt,
        },
      }
    },

    async poll(state, context) {
      if (state.phase === 'waiting') return askAboutScan(state, context)
      const credential = await exchange(context, {
        step: `${id}: exchange`,
        call: { module: 'music.login.LoginServer', method: 'Login', param: { code: state.code, strAppid: appId } },
        comm: { tmeLoginType: weChatLogin },
        device,
      })
      return { next: 'done', credential }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['waiting', 'confirmed'])
      return phase === 'waiting'
        ? {
            phase,
            uuid: reader.text('uuid'),
            scanned: reader.boolean('scanned'),
            expiresAt: reader.number('expiresAt'),
          }
        : { phase, code: reader.text('code') }
    },
  }
}

/** The page names it twice: where it polls, and where its picture comes from. */
function findUuid(response: HttpResponse): string {
  const page = response.text()
  const uuid = (/[?&]uuid=([\w-]+)/.exec(page) ?? /\/connect\/qrcode\/([\w-]+)/.exec(page))?.[1]
  if (response.status >= 500) throw lostPage(response, 'a code')
  return uuid ?? unexpected(response.step)('the page holds no code')
}

async function askAboutScan(state: WechatQrState & { phase: 'waiting' }, context: StepContext): Promise<WechatQrStep> {
  const { code, ticket } = await longPoll(state, context)
  switch (code) {
    case report.waiting:
    case report.scanned: {
      if (isLongGone(state.expiresAt, context.clock)) return { next: 'stop', reason: 'expired' }
      const afterMs = code === report.waiting ? everyMs : scannedEveryMs
      if (code === report.waiting || state.scanned) return { next: 'poll', state, afterMs }
      return { next: 'poll', state: { ...state, scanned: true }, afterMs, emit: { type: 'qr-scanned' } }
    }
    case report.declined:
      return { next: 'stop', reason: 'declined' }
    case report.expired:
    case report.reload:
      return { next: 'stop', reason: 'expired' }
    case report.confirmed:
      return { next: 'poll', state: { phase: 'confirmed', code: ticket }, afterMs: 0 }
    default:
      throw new ServiceRefusedError('WeChat does not go on with this login', {
        reason: 'unknown',
        serviceCode: code,
        step: `${id}: poll`,
      })
  }
}

/** What the service has to say; where it keeps silent until the time limit, nothing has happened. */
async function longPoll(
  state: WechatQrState & { phase: 'waiting' },
  { http, clock }: StepContext,
): Promise<{ readonly code: number; readonly ticket: string }> {
  const askedAt = clock.now()
  try {
    const response = await http.send({
      step: `${id}: poll`,
      url: 'https://lp.open.weixin.qq.com/connect/l/qrconnect',
      // Once scanned, the service waits for the next change only if it is told that this one is known.
      query: { uuid: state.uuid, _: askedAt, last: state.scanned ? report.scanned : undefined },
      headers: { referer: 'https://open.weixin.qq.com/' },
      timeoutMs: pollTimeoutMs,
    })
    const [, digits, ticket = ''] = pattern.exec(response.text()) ?? []
    const code = Number(digits)
    if (digits === undefined || (code === report.confirmed && !ticket)) throw lostPage(response, 'wx_errcode')
    return { code, ticket }
  } catch (error) {
    const silent = LoginError.is(error, 'network-failed') && clock.now() - askedAt >= pollTimeoutMs
    if (silent) return { code: report.waiting, ticket: '' }
    throw error
  }
}
