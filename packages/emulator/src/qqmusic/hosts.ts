export const gatewayHosts = ['u.y.qq.com', 'u6.y.qq.com']
export const profileHost = 'c6.y.qq.com'
export const ptlogin = 'ssl.ptlogin2.qq.com'
export const ptloginGraph = 'ssl.ptlogin2.graph.qq.com'
export const graph = 'graph.qq.com'
export const weixin = 'open.weixin.qq.com'
export const weixinPollHosts = ['lp.open.weixin.qq.com', 'long.open.weixin.qq.com']
export const brokerHost = 'mu.y.qq.com'
export const qimeiHost = 'api.tencentmusic.com'
/** Where the security pages are: an address of our own making. */
export const security = 'i.y.qq.com'

export const qqMusicHosts: readonly string[] = [
  ...gatewayHosts,
  profileHost,
  ptlogin,
  ptloginGraph,
  graph,
  weixin,
  ...weixinPollHosts,
  brokerHost,
  qimeiHost,
  security,
]
