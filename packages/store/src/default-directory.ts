import envPaths from 'env-paths'

/**
 * Where credentials live unless told otherwise: `$XDG_DATA_HOME/denglu` or `~/.local/share/denglu`,
 * `~/Library/Application Support/denglu`, or `%LOCALAPPDATA%\denglu\Data` (which does not roam to other machines).
 */
export function defaultDirectory(): string {
  return envPaths('denglu', { suffix: '' }).data
}
