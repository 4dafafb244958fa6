import type { Cookie } from '@denglu/core'
import type { BilibiliDevice } from '../api/device.ts'

/** The device among a browser's cookies, the reverse of `deviceCookies`. */
export function readDevice(cookies: readonly Cookie[], now: number): BilibiliDevice | undefined {
  const values = new Map(
    cookies.filter(({ domain }) => domain === 'bilibili.com').map(({ name, value }) => [name, value]),
  )
  const buvid3 = values.get('buvid3')
  if (!buvid3) return undefined
  const buvid4 = decode(values.get('buvid4') ?? '')
  const ticket = {
    value: values.get('bili_ticket') ?? '',
    expiresAt: Number(values.get('bili_ticket_expires')) * 1_000,
  }
  return {
    buvid3,
    ...(buvid4 && { buvid4 }),
    issuedAt: Number(values.get('b_nut')) * 1_000 || now,
    ...(ticket.value && ticket.expiresAt > now && { ticket }),
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
