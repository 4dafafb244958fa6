import type { QrCode } from '../world/qr-code.ts'
import type { QQMusicAccount } from './accounts.ts'
import { drawPng } from './picture.ts'
import type { QQMusicService } from './service.ts'

/** What the phone's confirmation is worth: a token for one time, together with the code and the account. */
interface Confirmation {
  readonly account: QQMusicAccount
  readonly token: string
}

/** The codes for the QQ Music app, and what becomes of them. */
export interface MobileQr {
  /** @param namesClient without, the page on a real phone stays blank; this phone minds, too */
  create(namesClient: boolean): Promise<Record<string, unknown>>
  find(qrCodeId: string): QrCode | undefined
  /** The confirmation of a code, made when it is first asked for. */
  confirmation(qrCodeId: string): Confirmation | undefined
  redeem(given: {
    readonly qrCodeId: string
    readonly musicId: string
    readonly token: string
  }): QQMusicAccount | undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** @see docs/services/qqmusic.md#mobile-qr */
export function createMobileQr({ world, settings, accounts }: Omit<QQMusicService, 'sessions' | 'codes'>): MobileQr {
  const { random } = world
  const shelf = world.qr.shelf<{ token: string }>({ realm: 'qqmusic', method: 'qqmusic/mobile-qr' })

  function confirmation(qrCodeId: string): Confirmation | undefined {
    const code = shelf.find(qrCodeId)
    const account = accounts.find(code?.userId ?? '')
    if (code?.state !== 'confirmed' || !account) return undefined
    code.detail.token ||= random.hex(32)
    return { account, token: code.detail.token }
  }

  return {
    async create(namesClient) {
      const qrcodeID = random.text(91, alphabet)
      // What the real picture says is not known; a phone would find a blank page behind a code that names no client.
      const text = namesClient ? `https://y.qq.com/m/login/scan.html?qrcodeID=${qrcodeID}` : 'https://y.qq.com/m/blank'
      const picture = await drawPng(text)
      shelf.issue({
        key: qrcodeID,
        text,
        ...(namesClient && { picture }),
        livesMs: settings.mobileQrLivesMs,
        detail: { token: '' },
      })
      return {
        qrcode: `data:image/png;base64,${picture}`,
        qrcodeID,
        expiresIn: Math.floor(settings.mobileQrLivesMs / 1_000),
      }
    },
    find: (qrCodeId) => shelf.find(qrCodeId),
    confirmation,
    redeem({ qrCodeId, musicId, token }) {
      const confirmed = confirmation(qrCodeId)
      if (confirmed?.token !== token || confirmed.account.userId !== musicId) return undefined
      return shelf.find(qrCodeId)?.consume() ? confirmed.account : undefined
    },
  }
}
