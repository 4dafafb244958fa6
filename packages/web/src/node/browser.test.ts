import { expect, test } from 'vitest'
import { hasScreen } from './browser.ts'

test.each([
  ['a desk with X', { DISPLAY: ':0' }, 'linux', true],
  ['a desk with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
  ['Linux inside Windows', { WSL_DISTRO_NAME: 'Debian' }, 'linux', true],
  ['a Mac', {}, 'darwin', true],
  ['Windows', {}, 'win32', true],
  ['a server', {}, 'linux', false],
  ['a Mac over SSH', { SSH_CONNECTION: 'x' }, 'darwin', false],
  ['a forwarded display', { SSH_TTY: '/dev/pts/1', DISPLAY: 'localhost:10' }, 'linux', false],
] as const)('%s', (_where, env, platform, expected) => {
  expect(hasScreen(env, platform)).toBe(expected)
})
