import { type Clock, systemClock } from '@denglu/core'

/** One request, and what came back; none of it is secret. */
export interface Sighting {
  readonly host: string
  readonly tookMs: number
  /** HTTP status; `undefined` without an answer. */
  readonly status?: number
  /** Why there was no answer, as the system says: `ENOTFOUND`. */
  readonly code?: string
  /** How far the service's clock is ahead of this one, in ms, to half a second. */
  readonly skewMs?: number
}

export interface Watch {
  readonly sightings: readonly Sighting[]
  over(fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** The next answer, or that there was none. */
  next(): Promise<Sighting>
}

/** Looks at the requests that go through a `fetch`. */
export function createWatch(clock: Clock = systemClock): Watch {
  const sightings: Sighting[] = []
  let waiting = Promise.withResolvers<Sighting>()

  function see(sighting: Sighting): void {
    sightings.push(sighting)
    waiting.resolve(sighting)
    waiting = Promise.withResolvers()
  }

  return {
    sightings,
    next: () => waiting.promise,
    over: (fetch) => async (input, init) => {
      const { host } = new URL(input instanceof Request ? input.url : input)
      const sentAt = clock.now()
      try {
        const response = await fetch(input, init)
        const now = clock.now()
        const told = Date.parse(response.headers.get('date') ?? '')
        see({
          host,
          tookMs: now - sentAt,
          status: response.status,
          // The header has no fractions: on average it is half a second behind.
          ...(Number.isFinite(told) && { skewMs: told + 500 - (sentAt + now) / 2 }),
        })
        return response
      } catch (error) {
        const code = systemCode(error)
        see({ host, tookMs: clock.now() - sentAt, ...(code && { code }) })
        throw error
      }
    },
  }
}

/** `fetch` hides the system's reason among the causes. */
function systemCode(error: unknown): string | undefined {
  for (let link = error; link instanceof Error; link = link.cause)
    if ('code' in link && typeof link.code === 'string') return link.code
  return undefined
}
