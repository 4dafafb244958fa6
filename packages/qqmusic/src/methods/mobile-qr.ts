import { type LoginMethod, readInput, ServiceRefusedError, type Step, unexpected } from '@denglu/core'
import { androidVersion } from '../api/comm.ts'
import { exactInteger } from '../api/exact-json.ts'
import { exchange } from '../api/exchange.ts'
import { call } from '../api/gateway.ts'
import { type QQMusicCredential, readMusicId } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'
import { listenToTopic, type Pushed } from '../push/mqtt-listener.ts'
import { type BrokerOptions, events, readConfirmation, subscriptionTo } from '../push/qr-login-topic.ts'

const id = 'qqmusic/mobile-qr'
const step = `${id}: listen`
const appLogin = 6
const usualLifeSeconds = 900
const longestLifeSeconds = 86_400

type Listening = {
  readonly phase: 'listening'
  readonly qrCodeId: string
  /** The picture, until it has been shown. */
  readonly unshown?: string
  readonly scanned: boolean
  readonly expiresAt: number
}

type MobileQrState =
  | Listening
  /** Confirmed; the token is good for one time. */
  | { readonly phase: 'confirmed'; readonly qrCodeId: string; readonly musicId: string; readonly token: string }

type MobileQrStep = Step<MobileQrState, QQMusicCredential>

export interface MobileQrOptions extends BrokerOptions {
  readonly device?: QQMusicDevice | undefined
}

/**
 * Scan a code with the QQ Music app. What happens to it is pushed over MQTT 5.
 *
 * @see docs/services/qqmusic.md#mobile-qr
 */
export function createMobileQr({
  device,
  ...broker
}: MobileQrOptions): LoginMethod<undefined, MobileQrState, QQMusicCredential> {
  return {
    id,
    title: { en: 'Scan with the QQ Music app', zh: '使用 QQ 音乐 App 扫码' },
    fields: {},

    async start(_input, context) {
      const { data } = await call(context, {
        step: `${id}: create`,
        call: {
          module: 'music.login.LoginServer',
          method: 'CreateQRCode',
          // Without ct and cv here, the page on the phone stays blank.
          param: { tmeAppID: 'qqmusic', ct: 11, cv: androidVersion },
        },
        comm: { ct: 23, cv: 0 },
        device,
      })
      const picture = /^data:image\/png;base64,([\w+/]+=*)$/.exec(data.text('qrcode'))?.[1]
      const livesSeconds = data.optional('expiresIn', data.number) || usualLifeSeconds
      return {
        next: 'listen',
        state: {
          phase: 'listening',
          qrCodeId: data.text('qrcodeID'),
          unshown: picture ?? unexpected(`${id}: create`)('the code is no picture'),
          scanned: false,
          expiresAt: context.clock.now() + Math.min(livesSeconds, longestLifeSeconds) * 1_000,
        },
      }
    },

    async *listen(state, context) {
      if (state.phase !== 'listening') return yield continueWith(state)
      yield* follow(state, listenToTopic(subscriptionTo(state, broker, context), context))
    },

    async poll(state, context) {
      if (state.phase !== 'confirmed') return { next: 'listen', state }
      const credential = await exchange(context, {
        step: `${id}: exchange`,
        call: {
          module: 'music.login.LoginServer',
          method: 'Login',
          param: { musicid: exactInteger(state.musicId), qrCodeID: state.qrCodeId, token: state.token },
        },
        comm: { tmeLoginType: appLogin },
        device,
      })
      return { next: 'done', credential }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['listening', 'confirmed'])
      const qrCodeId = reader.text('qrCodeId')
      if (phase === 'confirmed') {
        const musicId = readMusicId(reader.raw('musicId')) ?? reader.oneOf('musicId', [])
        return { phase, qrCodeId, musicId, token: reader.text('token') }
      }
      const unshown = reader.optional('unshown', reader.text)
      return {
        phase,
        qrCodeId,
        ...(unshown && { unshown }),
        scanned: reader.boolean('scanned'),
        expiresAt: reader.number('expiresAt'),
      }
    },
  }
}

/** Turns what is pushed into steps, until one that is not `listen`. */
async function* follow(start: Listening, source: AsyncIterable<Pushed>): AsyncGenerator<MobileQrStep> {
  let state = start
  for await (const event of source) {
    const step = takePushed(event, state)
    if (!step) continue
    yield step
    if (step.next !== 'listen') return
    state = step.state as Listening
  }
}

/** Only now: a quick scan must not be published before anyone hears it. */
function showCode({ unshown, ...state }: Listening): MobileQrStep {
  if (!unshown) return { next: 'listen', state }
  const qr = { kind: 'image', mediaType: 'image/png', base64: unshown } as const
  return { next: 'listen', state, emit: { type: 'qr-ready', qr, expiresAt: state.expiresAt } }
}

function takePushed(event: Pushed, state: Listening): MobileQrStep | undefined {
  // A broker that never says so does not keep a code alive.
  if (event.kind === 'time-is-up') return { next: 'stop', reason: 'expired' }
  if (event.kind === 'subscribed') return showCode(state)
  switch (event.type) {
    case events.scanned:
      if (state.scanned) return undefined
      return { next: 'listen', state: { ...state, scanned: true }, emit: { type: 'qr-scanned' } }
    case events.confirmed:
      return continueWith({ phase: 'confirmed', qrCodeId: state.qrCodeId, ...readConfirmation(step, event.payload) })
    case events.declined:
      return { next: 'stop', reason: 'declined' }
    case events.expired:
      return { next: 'stop', reason: 'expired' }
    case events.failed:
      throw new ServiceRefusedError('the service reports that the login has failed', {
        reason: 'unknown',
        serviceCode: 0,
        step,
        hint: { en: 'Start the login again.', zh: '请重新开始登录。' },
      })
    default:
      return undefined
  }
}

function continueWith(state: MobileQrState): MobileQrStep {
  return { next: 'poll', state, afterMs: 0 }
}
