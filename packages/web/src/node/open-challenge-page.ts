import { type AnswerOf, type Challenge, LoginError } from '@denglu/core'
import type { Lang } from '../lang.ts'
import { createPages } from '../pages.ts'
import { hasScreen, openInBrowser } from './browser.ts'
import { loopbackHosts, serveOnLoopback } from './loopback-server.ts'

export interface OpenChallengePageOptions {
  /** Closes the page; its reason is thrown as it came. */
  readonly signal?: AbortSignal
  /** @default what the browser prefers */
  readonly lang?: Lang
  /** The GeeTest script: another mirror of it, or the emulator's. @default GeeTest's own */
  readonly geetestScriptUrl?: string
  /** A fixed port, to forward one from another machine. @default a free one */
  readonly port?: number
  /** Is given the link first. Show it to the person, who may not see a browser open. It is good for one answer. */
  readonly onLink?: (link: string) => void
  /** Opens the link; `false` for not at all. @default the person's browser, where there is a screen */
  readonly open?: false | ((link: string) => void | Promise<void>)
}

/**
 * Shows a challenge on a page of this machine, in the person's browser, and gives back the answer. An answer handler
 * of `finish` as it is.
 *
 * @throws {LoginError} `challenge-unhandled` when no browser can be opened and nobody is told the link.
 *
 * @example
 * const credential = await flow.finish({ answers: { geetest: openChallengePage, 'visit-url': openChallengePage } })
 */
export async function openChallengePage<C extends Challenge>(
  challenge: C,
  options: OpenChallengePageOptions = {},
): Promise<AnswerOf<C['kind']>> {
  const { signal, lang, geetestScriptUrl, port, onLink } = options
  const pages = createPages({ hosts: loopbackHosts, lang, geetestScriptUrl })
  const page = pages.openChallenge(challenge, { ...(signal && { signal }) })
  const server = await serveOnLoopback(pages.handle, port)
  try {
    const link = server.origin + page.path
    onLink?.(link)
    // The answer may come before the opener is done with its part, which some only are when the browser closes.
    return await Promise.race([page.answer, bringUp(link, options).then(() => page.answer)])
  } finally {
    await server.close()
  }
}

async function bringUp(link: string, { onLink, open }: OpenChallengePageOptions): Promise<void> {
  const opener = open ?? (hasScreen(process.env, process.platform) ? openInBrowser : false)
  try {
    if (opener) return await opener(link)
  } catch {
    // The person may still open the link by hand.
  }
  if (onLink) return
  throw new LoginError('no browser can be opened here to answer the challenge', {
    code: 'challenge-unhandled',
    hint: { en: 'Pass onLink, and show the link to the person.', zh: '请传入 onLink，并将链接展示给用户。' },
  })
}
