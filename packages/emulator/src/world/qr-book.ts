import type { EmulatorClock } from '../clock.ts'
import { type FollowedScript, QrCode, type QrOrigin } from './qr-code.ts'

/** How long an ended code is remembered, so that late polls still meet it. */
const forgottenAfterMs = 3_600_000

/** All QR codes of all services, and what the phones do with new ones. */
export interface QrBook {
  /** Opens the shelf of one login method. */
  shelf<Detail>(of: { readonly realm: string; readonly method: string }): QrShelf<Detail>
  /** Finds the code whose key stands in the text, whatever was done to the rest of it; or whose picture this is. */
  recognise(text: string): QrCode | undefined
  /** Codes that a phone can still act on, oldest first. */
  pending(): readonly QrCode[]
  /** From now on, new codes of the realm or method follow this script; `undefined` stops that. A method goes first. */
  follow(whose: string, script: FollowedScript | undefined): void
}

/** The codes of one login method, found by their keys. */
export interface QrShelf<Detail> {
  issue(code: Pick<QrOrigin<Detail>, 'key' | 'text' | 'picture' | 'livesMs' | 'reopens' | 'detail'>): QrCode<Detail>
  find(key: string): QrCode<Detail> | undefined
}

export function createQrBook(clock: EmulatorClock): QrBook {
  const shelves: ReadonlyMap<string, QrCode>[] = []
  const scripts = new Map<string, FollowedScript>()

  return {
    shelf<Detail>({ realm, method }: { readonly realm: string; readonly method: string }): QrShelf<Detail> {
      const codes = new Map<string, QrCode<Detail>>()
      shelves.push(codes)
      return {
        issue(origin) {
          forgetOld(codes, clock.now())
          const code = new QrCode<Detail>(
            { ...origin, realm, method },
            clock,
            scripts.get(method) ?? scripts.get(realm),
          )
          codes.set(code.key, code)
          return code
        },
        find: (key) => codes.get(key),
      }
    },
    recognise(text) {
      const words = text.split(/[^\w-]+/)
      const named = shelves.flatMap((codes) => words.map((word) => codes.get(word))).find((code) => code !== undefined)
      return named ?? shelves.flatMap((codes) => [...codes.values()]).find(({ picture }) => picture === text)
    },
    pending: () =>
      shelves
        .flatMap((codes) => [...codes.values()])
        .filter((code) => code.state === 'created' || code.state === 'scanned')
        .sort((one, other) => one.createdAt - other.createdAt),
    follow(whose, script) {
      if (script) scripts.set(whose, script)
      else scripts.delete(whose)
    },
  }
}

/** A Map keeps the order of insertion, so the oldest come first. */
function forgetOld(codes: Map<string, QrCode>, now: number): void {
  for (const code of codes.values()) {
    if (now < code.expiresAt + forgottenAfterMs) return
    codes.delete(code.key)
  }
}
