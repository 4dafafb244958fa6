import {
  type Cookie,
  type HttpRequest,
  type LoginMethod,
  parseCookie,
  readInput,
  ServiceRefusedError,
  type Step,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { exchange } from '../api/exchange.ts'
import { hash33 } from '../api/hash33.ts'
import { lostPage } from '../api/lost-page.ts'
import { readPtCallback } from '../api/pt-callback.ts'
import type { QQMusicCredential } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'
import { authorize, checkSignature, site } from './qq-connect.ts'
import { isLongGone, qrLivesMs } from './qr-lifetime.ts'

const id = 'qqmusic/qq-qr'
const everyMs = 1_500
const qqLogin = 2

/** What the poll reports in the first argument. */
const report = { waiting: '66', scanned: '67', expired: '65', declined: '68', confirmed: '0' } as const

/** Each phase after the scan holds a ticket that is good for one time, so that a lost answer costs one step only. */
type QqQrState =
  | { readonly phase: 'waiting'; readonly qrsig: string; readonly scanned: boolean; readonly expiresAt: number }
  | { readonly phase: 'confirmed'; readonly uin: string; readonly ptsigx: string }
  | { readonly phase: 'signed-in'; readonly cookies: readonly (Cookie & Record<string, string | number | boolean>)[] }
  | { readonly phase: 'authorized'; readonly code: string }

type QqQrStep = Step<QqQrState, QQMusicCredential>

/**
 * Scan a code with QQ.
 *
 * @see docs/services/qqmusic.md#qq-qr
 */
export function createQqQr({
  device,
}: {
  readonly device?: QQMusicDevice | undefined
}): LoginMethod<undefined, QqQrState, QQMusicCredential> {
  return {
    id,
    title: { en: 'Scan with QQ', zh: '使用 QQ 扫码' },
    fields: {},

    async start(_input, context) {
      const response = await context.http.send({
        ...request('create', 'ptqrshow'),
        query: { appid: site.appid, e: '2', l: 'M', s: '3', d: '72', v: '4', t: fraction(context), ...shared },
      })
      const qrsig = response.cookies.find(({ name, value }) => name === 'qrsig' && value)?.value
      if (response.status >= 500) throw lostPage(response, 'a code')
      if (!qrsig) return unexpected(`${id}: create`)('the service gave no qrsig')
      const expiresAt = context.clock.now() + qrLivesMs
      return {
        next: 'poll',
        state: { phase: 'waiting', qrsig, scanned: false, expiresAt },
        afterMs: everyMs,
        emit: {
          type: 'qr-ready',
          qr: { kind: 'image', mediaType: 'image/png', base64: Buffer.from(response.bytes()).toString('base64') },
          expiresAt,
        },
      }
    },

    async poll(state, context) {
      switch (state.phase) {
        case 'waiting':
          return askAboutScan(state, context)
        case 'confirmed': {
          const cookies = await checkSignature(`${id}: check signature`, state, context)
          if (!cookies) return { next: 'stop', reason: 'expired' }
          return continueWith({ phase: 'signed-in', cookies: cookies.map((cookie) => ({ ...cookie })) })
        }
        case 'signed-in':
          return continueWith({
            phase: 'authorized',
            code: await authorize(`${id}: authorize`, state.cookies, context),
          })
        case 'authorized': {
          const credential = await exchange(context, {
            step: `${id}: exchange`,
            call: { module: 'QQConnectLogin.LoginServer', method: 'QQLogin', param: { code: state.code } },
            comm: { tmeLoginType: qqLogin },
            device,
          })
          return { next: 'done', credential }
        }
      }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['waiting', 'confirmed', 'signed-in', 'authorized'])
      switch (phase) {
        case 'waiting':
          return {
            phase,
            qrsig: reader.text('qrsig'),
            scanned: reader.boolean('scanned'),
            expiresAt: reader.number('expiresAt'),
          }
        case 'confirmed':
          return { phase, uin: reader.text('uin'), ptsigx: reader.text('ptsigx') }
        case 'signed-in':
          return { phase, cookies: reader.list('cookies').map((cookie) => ({ ...parseCookie(cookie) })) }
        case 'authorized':
          return { phase, code: reader.text('code') }
      }
    },
  }
}

const shared = { daid: site.daid, pt_3rd_aid: site.pt_3rd_aid }

function request(what: string, path: string): HttpRequest {
  return {
    step: `${id}: ${what}`,
    url: `https://ssl.ptlogin2.qq.com/${path}`,
    headers: { referer: 'https://xui.ptlogin2.qq.com/' },
  }
}

async function askAboutScan(state: QqQrState & { phase: 'waiting' }, context: StepContext): Promise<QqQrStep> {
  const { http, clock } = context
  const response = await http.send({
    ...request('poll', 'ptqrlogin'),
    query: {
      u1: 'https://graph.qq.com/oauth2.0/login_jump',
      ptqrtoken: hash33(state.qrsig),
      ptredirect: '0',
      h: '1',
      t: '1',
      g: '1',
      from_ui: '1',
      ptlang: '2052',
      action: `0-0-${clock.now()}`,
      js_ver: '20102616',
      js_type: '1',
      pt_uistyle: '40',
      aid: site.appid,
      has_onekey: '1',
      ...shared,
    },
    cookies: [sessionCookie('qrsig', state.qrsig, 'ptlogin2.qq.com')],
  })
  // The service does not know the code, or not any more.
  if (response.status === 403) return { next: 'stop', reason: 'expired' }
  const said = readPtCallback(response.text())
  if (!said) throw lostPage(response, 'ptuiCB')
  const [code = '', , url = '', , , name] = said
  switch (code) {
    case report.waiting:
    case report.scanned: {
      if (isLongGone(state.expiresAt, clock)) return { next: 'stop', reason: 'expired' }
      if (code === report.waiting || state.scanned) return { next: 'poll', state, afterMs: everyMs }
      const emit = { type: 'qr-scanned', ...(name && { account: { name } }) } as const
      return { next: 'poll', state: { ...state, scanned: true }, afterMs: everyMs, emit }
    }
    case report.expired:
      return { next: 'stop', reason: 'expired' }
    case report.declined:
      return { next: 'stop', reason: 'declined' }
    case report.confirmed:
      return readConfirmed(url)
    default:
      throw new ServiceRefusedError('QQ does not go on with this login', {
        reason: 'unknown',
        serviceCode: Number(code),
        step: `${id}: poll`,
      })
  }
}

function readConfirmed(url: string): QqQrStep {
  const complain = unexpected(`${id}: poll`)
  if (!URL.canParse(url)) return complain('the login was confirmed, but leads nowhere')
  const { searchParams } = new URL(url)
  const uin = searchParams.get('uin')?.replace(/^o/, '')
  const ptsigx = searchParams.get('ptsigx')
  if (!uin || !ptsigx) return complain('the login was confirmed, but without uin and ptsigx')
  return continueWith({ phase: 'confirmed', uin, ptsigx })
}

function continueWith(state: QqQrState): QqQrStep {
  return { next: 'poll', state, afterMs: 0 }
}

function sessionCookie(name: string, value: string, domain: string): Cookie {
  return { name, value, domain, hostOnly: false, path: '/', secure: false, httpOnly: false }
}

/** A number from 0 to 1, against caches. */
function fraction({ random }: StepContext): string {
  return `0.${Array.from(random.bytes(16), (byte) => byte % 10).join('')}`
}
