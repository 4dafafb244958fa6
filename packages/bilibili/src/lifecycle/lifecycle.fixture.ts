import { createEmulator } from '@denglu/emulator'
import { createInstantClock } from '@denglu/testing'
import type { BilibiliCredential } from '../credential.ts'
import { createBilibili } from '../provider.ts'

/** A person who is logged in, the emulator that knows it, and a count of what goes over the wire. */
export async function logIn(method: 'web-qr' | 'tv-qr' = 'web-qr') {
  const clock = createInstantClock()
  const emulator = createEmulator({
    clock,
    bilibili: { correspondKey: 'own', phone: { scanAfterMs: 0, confirmAfterMs: 0 } },
  })
  const sent: string[] = []
  const create = (intercept: (path: string) => Response | undefined = () => undefined, clockOfClient = clock) =>
    createBilibili({
      clock: clockOfClient,
      correspondKey: emulator.bilibili.correspondPublicKey,
      fetch: async (input, init) => {
        const request = new Request(input, init)
        const { pathname } = new URL(request.url)
        sent.push(pathname.replace(/[0-9a-f]{64,}/, '…'))
        return intercept(pathname) ?? emulator.fetch(request)
      },
    })
  const provider = create()
  const credential = await provider.login(method).finish()
  // From here on nobody holds the phone.
  emulator.bilibili.phone.follow(undefined)
  sent.length = 0
  return { clock, emulator, account: emulator.bilibili.accounts.first, create, provider, credential, sent }
}

export const sessdata = ({ cookies }: BilibiliCredential) => cookies.find(({ name }) => name === 'SESSDATA')?.value
