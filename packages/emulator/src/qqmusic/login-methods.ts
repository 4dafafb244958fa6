import type { QQMusicAccount } from './accounts.ts'
import { type MusicCall, type MusicMethods, type MusicReply, text } from './gateway.ts'
import type { MobileQr } from './mobile-qr.ts'
import type { QQMusicService } from './service.ts'
import type { Sms } from './sms.ts'

const weixinAppId = 'wx48db31d50e334801'
const notLoggedIn: MusicReply = { code: 1000, data: {} }

/**
 * The methods that log in, refresh and log out.
 *
 * @see docs/services/qqmusic.md
 */
export function loginMethods(service: QQMusicService, mobileQr: MobileQr, sms: Sms): MusicMethods {
  const { world, sessions, codes } = service

  function succeed(account: QQMusicAccount | undefined, call?: MusicCall): MusicReply {
    if (!account) return notLoggedIn
    const session = sessions.open(account)
    const isWeb = call?.comm('ct') === '24'
    const line = (name: string, value: string) => `${name}=${value}; Domain=qq.com; Path=/`
    const cookies = [
      line('uin', account.userId),
      line('qqmusic_key', session.musicKey),
      line('qm_keyst', session.musicKey),
    ]
    return { code: 0, data: sessions.describe(session), ...(isWeb && { cookies }) }
  }

  /** One method with five uses; the parameters tell which is meant. */
  function login(call: MusicCall): MusicReply {
    const { param } = call
    if (param.refresh_token !== undefined && param.musickey !== undefined) return refresh(call)
    if (param.qrCodeID !== undefined) return exchangeMobile(call)
    if (param.phoneNo !== undefined || param.encryptedPhoneNo !== undefined) {
      if (call.comm('tmeLoginMethod') !== '3') return { code: 20261, data: {} }
      const outcome = sms.redeem(text(param.phoneNo), param.code)
      return typeof outcome === 'object' && 'code' in outcome ? outcome : succeed(outcome)
    }
    if (param.strAppid !== undefined) {
      if (param.strAppid !== weixinAppId || call.comm('tmeLoginType') !== '1') return { code: 20261, data: {} }
      return succeed(codes.wechat.redeem(param.code))
    }
    // Since 2025-07 codes of QQ Connect go to QQLogin.
    return { code: param.code === undefined ? 80030 : 104400, data: {} }
  }

  function exchangeMobile({ param, comm }: MusicCall): MusicReply {
    if ((comm('tmeLoginType') || text(param.loginType)) !== '6') return { code: 20261, data: {} }
    const musicId = param.musicid ?? param.str_musicid
    if (param.musicid !== undefined && typeof param.musicid === 'string') return { code: 10006, data: {} }
    return succeed(
      mobileQr.redeem({ qrCodeId: text(param.qrCodeID), musicId: text(musicId), token: text(param.token) }),
    )
  }

  function refresh({ param, comm }: MusicCall): MusicReply {
    const integers = [param.expired_in, param.musicid].filter((value) => value !== undefined)
    if (integers.some((value) => typeof value !== 'bigint' && !Number.isSafeInteger(value)))
      return { code: 10006, data: {} }
    const session = sessions.find(text(param.musickey))
    const isHis = session && comm('authst') === session.musicKey && comm('qq') === session.account.userId
    const isProven =
      session?.refreshToken === param.refresh_token && ['', session?.refreshKey].includes(text(param.refresh_key))
    if (!isHis || !isProven || !isWhole(session.account, param)) return notLoggedIn
    return { code: 0, data: sessions.describe(sessions.refresh(session), { refreshed: true }) }
  }

  return {
    'music.login.LoginServer/CreateQRCode': async ({ param }) => {
      if (param.tmeAppID !== 'qqmusic') return { code: 80030, data: {} }
      return { code: 0, data: await mobileQr.create(param.ct !== undefined && param.cv !== undefined) }
    },
    'music.login.LoginServer/Login': login,
    'QQConnectLogin.LoginServer/QQLogin': (call) => succeed(codes.qq.redeem(call.param.code), call),
    'music.login.LoginServer/SendPhoneAuthCode': ({ param, comm }) => {
      if (comm('tmeLoginMethod') !== '3') return { code: 20261, data: {} }
      if (param.tmeAppid !== 'qqmusic' || !param.areaCode) return { code: 80030, data: {} }
      return sms.send(text(param.phoneNo))
    },
    'music.login.LoginServer/Logout': ({ session }) => {
      if (!session) return notLoggedIn
      sessions.end(session)
      return { code: 0, data: {} }
    },
    'music.UserInfo.userInfoServer/GetLoginUserInfo': ({ session }) => {
      if (!session) return notLoggedIn
      const { name, encryptedUin } = session.account
      const logo = `https://thirdqq.qlogo.cn/g?b=oidb&k=${encryptedUin.slice(2, 10)}&s=140`
      return { code: 0, data: { info: { nick: name, logo } } }
    },
    'music.getSession.session/GetSession': ({ param }) => ({
      code: 0,
      data: {
        session: {
          uid: text(param.uid) || `39${world.random.digits(8)}`,
          sid: world.random.digits(22),
          vkey: world.random.hex(32),
        },
      },
    }),
  }
}

/**
 * Whether a refresh brings what its type of account asks for. Clients of before 2026-04 bring four fields and no
 * `loginMode`; they are let through.
 */
function isWhole(account: QQMusicAccount, param: MusicCall['param']): boolean {
  if (param.loginMode === undefined) return true
  const given = (...names: readonly string[]) => names.every((name) => param[name] !== undefined)
  if (text(param.loginMode) !== '2' || !given('openid', 'refresh_key')) return false
  return account.kind === 'wechat'
    ? given('str_musicid', 'unionid')
    : given('access_token', 'expired_in', 'musicid') && text(param.musicid) === account.userId
}
