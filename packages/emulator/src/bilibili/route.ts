import type { Route } from '../http/router.ts'

/** A route of this service, and how picky it is about the `User-Agent`. */
export interface BilibiliRoute extends Route {
  /** `browser`: anything but an automaton's. `any`: anything but none. */
  readonly userAgent: 'browser' | 'any'
}

type Handle = Route['handle']

export const get = (hosts: readonly string[], path: string, handle: Handle): BilibiliRoute => ({
  method: 'GET',
  hosts,
  path,
  handle,
  userAgent: 'browser',
})

export const post = (hosts: readonly string[], path: string, handle: Handle): BilibiliRoute => ({
  ...get(hosts, path, handle),
  method: 'POST',
})

/** For the endpoints of the apps. */
export const forApps = (route: BilibiliRoute): BilibiliRoute => ({ ...route, userAgent: 'any' })
