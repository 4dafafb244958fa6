export const passport = 'passport.bilibili.tv'
export const api = 'api.bilibili.tv'
/** The alias domain: the apps' passport, and the other end of a single sign-on. */
export const passportIntl = 'passport.biliintl.com'

export const bilibiliIntlHosts: readonly string[] = [passport, api, passportIntl]
