/** Where the script, the style sheet and the pictures come from; the second is a mirror of the first. */
export const staticHosts: readonly string[] = ['static.geetest.com', 'static.geevisit.com']
/** What the script asks. The real one has been seen to change between them in the middle of a puzzle. */
export const apiHosts: readonly string[] = ['api.geetest.com', 'apiv6.geetest.com', 'api.geevisit.com']

export const geetestHosts: readonly string[] = [...staticHosts, ...apiHosts]
