import { type Answer, type AnswerOf, type Challenge, LoginError, type Random, systemRandom } from '@denglu/core'
import type { Face } from './challenges/face.ts'
import { faceOf } from './challenges/faces.ts'
import { readForm } from './form.ts'
import { isForUs, isFromOurPage } from './gate.ts'
import { chooseLang, type Lang } from './lang.ts'
import { done, gone } from './page/endings.ts'
import { type PageContent, renderPage } from './page/layout.ts'
import { bareResponse, pageResponse } from './page/response.ts'

export interface PagesOptions {
  /**
   * The hosts by which the pages may be reached: `localhost` for any port of it, `login.example.com:8443` for one. A
   * request for another host gets nothing, so that no foreign web page can rebind its own name to this server.
   */
  readonly hosts: readonly string[]
  /** Where the handler is mounted, with a slash at both ends. @default '/' */
  readonly basePath?: string
  /** @default what the browser prefers */
  readonly lang?: Lang | undefined
  /** The GeeTest script: another mirror of it, or the emulator's. @default GeeTest's own */
  readonly geetestScriptUrl?: string | undefined
  /** For the links. @default the system's */
  readonly random?: Random
}

/** Pages on which people answer challenges. They live in the memory of this process. */
export interface Pages {
  /** Serves the pages, and nothing else: for `Deno.serve`, `Bun.serve`, a Worker, or a route of a framework. */
  readonly handle: (request: Request) => Promise<Response>
  /**
   * Opens a page for one challenge.
   *
   * @throws {LoginError} `input-invalid` when the challenge cannot be shown: a `visit-url` that is no web address.
   */
  openChallenge<C extends Challenge>(challenge: C, options?: { readonly signal?: AbortSignal }): ChallengePage<C>
}

export interface ChallengePage<C extends Challenge = Challenge> {
  /** The link, less the origin. Whoever has it can answer, once; nobody can guess it. */
  readonly path: string
  /** What the person answered; rejects with the signal's reason when that comes first. The page is closed either way. */
  readonly answer: Promise<AnswerOf<C['kind']>>
}

interface OpenPage {
  readonly face: Face
  readonly settle: (answer: Answer) => void
}

/** A token of 256 bits. */
const tokenBytes = 32
/** How many used links are remembered as used. */
const remembered = 1_000

/**
 * Makes a handler of web requests that shows challenges to people.
 *
 * @example
 * const pages = createPages({ hosts: ['login.example.com'] })
 * const { path, answer } = pages.openChallenge(challenge, { signal })
 * // send the person to `https://login.example.com${path}`, then:
 * flow.answer(await answer)
 */
export function createPages(options: PagesOptions): Pages {
  const { hosts, basePath = '/', random = systemRandom } = options
  const open = new Map<string, OpenPage>()
  const used = new Set<string>()

  function close(token: string): void {
    open.delete(token)
    used.add(token)
    for (const oldest of used) {
      if (used.size <= remembered) break
      used.delete(oldest)
    }
  }

  function show(
    request: Request,
    content: PageContent,
    { status = 200, allowed = [] as readonly string[] } = {},
  ): Response {
    const nonce = base64Url(random.bytes(16))
    return pageResponse(renderPage(content, chooseLang(request, options.lang), nonce), { status, nonce, allowed })
  }

  async function take(request: Request, token: string, { face, settle }: OpenPage): Promise<Response> {
    if (!isFromOurPage(request, hosts)) return bareResponse(403)
    const form = await readForm(request)
    if (!form) return bareResponse(413)
    if (used.has(token)) return show(request, gone, { status: 410 }) // Another form came first.
    try {
      settle(face.readAnswer(form))
      return show(request, done)
    } catch (error) {
      if (!LoginError.is(error, 'input-invalid')) throw error
      return show(request, face.content(error.hint), { status: 422, allowed: face.allowed })
    }
  }

  return {
    async handle(request) {
      const { pathname } = new URL(request.url)
      const token = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : ''
      const page = open.get(token)
      if (!isForUs(request, hosts) || !(page || used.has(token))) return bareResponse(404)
      if (!page) return show(request, gone, { status: 410 })
      if (request.method === 'POST') return take(request, token, page)
      if (request.method === 'GET') return show(request, page.face.content(), { allowed: page.face.allowed })
      return bareResponse(405)
    },
    openChallenge<C extends Challenge>(challenge: C, { signal }: { readonly signal?: AbortSignal } = {}) {
      signal?.throwIfAborted()
      const face = faceOf(challenge, options.geetestScriptUrl)
      const token = base64Url(random.bytes(tokenBytes))
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const settle = (answer: Answer) => {
        close(token)
        signal?.removeEventListener('abort', abort)
        resolve(answer)
      }
      const abort = () => {
        close(token)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort)
      open.set(token, { face, settle })
      const answer = promise as Promise<AnswerOf<C['kind']>>
      // A caller that gave up on it should not be told about that by the process ending.
      answer.catch(() => {})
      return { path: basePath + token, answer }
    },
  }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
