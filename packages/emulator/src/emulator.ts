import type { BilibiliEmulator, BilibiliOptions } from './bilibili/realm.ts'
import { createBilibiliRealm } from './bilibili/realm.ts'
import type { BilibiliIntlEmulator, BilibiliIntlOptions } from './bilibili-intl/realm.ts'
import { createBilibiliIntlRealm } from './bilibili-intl/realm.ts'
import { type EmulatorClock, systemClock } from './clock.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createGeetest, type Geetest } from './geetest/geetest.ts'
import { isConnectionFailure } from './http/connection-failure.ts'
import { fetchByHops } from './http/fetch-by-hops.ts'
import type { Listening, ListenOptions } from './mount/listen.ts'
import type { QQMusicEmulator, QQMusicOptions } from './qqmusic/realm.ts'
import { createQQMusicRealm } from './qqmusic/realm.ts'
import { createRandom } from './random.ts'
import type { Realm } from './realm.ts'
import { createWorld } from './world/world.ts'

export interface EmulatorOptions {
  /** @default the system's clock */
  readonly clock?: EmulatorClock
  /** With a seed, every id, token and fault repeats from run to run. @default none: all are unpredictable */
  readonly seed?: string | number
  readonly bilibili?: BilibiliOptions
  readonly bilibiliIntl?: BilibiliIntlOptions
  readonly qqmusic?: QQMusicOptions
}

/** The services in memory. Nothing is opened until {@link Emulator.listen}. */
export interface Emulator {
  /**
   * A `fetch` that reaches the services in this process and nothing else.
   *
   * Like Node's own it says `User-Agent: node` where the caller says nothing.
   *
   * @throws {TypeError} naming the host, when no service lives there; and where a fault breaks the connection
   */
  readonly fetch: typeof globalThis.fetch
  /**
   * Answers one request and follows nothing: for the far side of a client's own `fetch`, such as a handler of MSW.
   * A connection that a fault breaks is `Response.error()` here.
   *
   * @example
   * setupServer(http.all('*', ({ request }) => emulator.handle(request)))
   * @throws {TypeError} naming the host, when no service lives there
   */
  handle(request: Request): Promise<Response>
  readonly faults: Faults
  readonly bilibili: BilibiliEmulator
  readonly bilibiliIntl: BilibiliIntlEmulator
  readonly geetest: Geetest
  readonly qqmusic: QQMusicEmulator
  /**
   * Serves the same world over HTTP on 127.0.0.1, and a page to play the phone by hand. Platform hosts are the first
   * path segment (`/passport.bilibili.com/x/…`) or the `Host` header.
   */
  listen(options?: ListenOptions): Promise<Listening>
}

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const random = createRandom(options.seed)
  const faults = createFaults(random.fork('faults'))
  const world = createWorld({ clock: options.clock ?? systemClock, random, skewMs: faults.skewMs })
  const geetest = createGeetest(world)
  const bilibili = createBilibiliRealm(world, geetest, options.bilibili ?? {})
  const bilibiliIntl = createBilibiliIntlRealm(world, geetest, options.bilibiliIntl ?? {})
  const qqmusic = createQQMusicRealm(world, options.qqmusic ?? {})
  const realms: readonly Realm[] = [bilibili, bilibiliIntl, geetest, qqmusic]

  async function serve(request: Request): Promise<Response> {
    const { host } = new URL(request.url)
    const realm = realms.find(({ hosts }) => hosts.includes(host))
    if (!realm) throw new TypeError(`no service is emulated at ${host}`)
    const response = await faults.pass(request, () => realm.handle(request))
    response.headers.set('date', new Date(world.serviceTime()).toUTCString())
    return request.method === 'HEAD' ? new Response(null, response) : response
  }

  return {
    fetch: fetchByHops((request) => {
      if (!request.headers.has('user-agent')) request.headers.set('user-agent', 'node')
      return serve(request)
    }),
    handle: (request) =>
      serve(request).catch((error: unknown) => {
        if (isConnectionFailure(error)) return Response.error()
        throw error
      }),
    faults,
    bilibili,
    bilibiliIntl,
    geetest,
    qqmusic,
    async listen(listenOptions) {
      const { listen } = await import('./mount/listen.ts')
      return listen({ realms, handle: serve, book: world.qr, clock: world.clock }, listenOptions)
    },
  }
}
