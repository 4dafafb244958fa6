import type { QrCode } from '../world/qr-code.ts'

/** How often codes are looked at for what the clock alone does to them: scripts, and the end of their lives. */
const everyMs = 20

/** Tells when codes change, whoever changes them. One timer for all, and none while nobody watches. */
export interface CodeWatch {
  watch(code: QrCode, callback: () => void): () => void
}

export function createCodeWatch(): CodeWatch {
  const looks = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  return {
    watch(code, callback) {
      let { state } = code
      const look = () => {
        if (code.state === state) return
        state = code.state
        callback()
      }
      const unwatch = code.watch(look)
      looks.add(look)
      timer ??= setInterval(() => {
        for (const each of looks) each()
      }, everyMs)
      return () => {
        unwatch()
        looks.delete(look)
        if (looks.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
