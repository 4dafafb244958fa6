/** Whether the person at this process can see a browser that it opens. Over SSH, the browser would open elsewhere. */
export function hasScreen(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env.SSH_CONNECTION || env.SSH_CLIENT || env.SSH_TTY) return false
  if (platform === 'darwin' || platform === 'win32' || env.WSL_DISTRO_NAME) return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Opens a link in the person's own browser. */
export async function openInBrowser(link: string): Promise<void> {
  const { default: open } = await import('open')
  await open(link)
}
