export const passport = 'passport.bilibili.com'
/** Serves the TV endpoints, too. */
export const passportTv = 'passport.snm0516.aisee.tv'
/** Sends cookies across domains after a web login. */
export const passportGame = 'passport.biligame.com'
export const api = 'api.bilibili.com'
export const home = 'www.bilibili.com'

export const bilibiliHosts: readonly string[] = [passport, passportTv, passportGame, api, home]
