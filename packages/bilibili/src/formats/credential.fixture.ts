import fc from 'fast-check'
import { apps } from '../api/apps.ts'
import type { BilibiliDevice } from '../api/device.ts'
import { loginCookie } from '../api/session-cookies.ts'
import { type AppTokens, type BilibiliCredential, createCredential } from '../credential.ts'

export const now = Date.UTC(2026, 7, 20, 9, 36, 7)

/** The user of all recorded files, as a web login leaves it. */
export const expiresAt = 1_803_000_000_000
export const sessdata = '0a1b2c3d%2C1803000000%2Ca9f3e%2A61CjExample'
export const recorded = createCredential(
  {
    cookies: [
      loginCookie('SESSDATA', sessdata, expiresAt),
      loginCookie('bili_jct', '00112233445566778899aabbccddeeff', expiresAt),
      loginCookie('DedeUserID', '100200300', expiresAt),
    ],
  },
  now,
)

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const seconds = fc.integer({ min: 1_803_000_000, max: 2_000_000_000 })

const device: fc.Arbitrary<BilibiliDevice> = fc.record(
  {
    buvid3: fc.stringMatching(/^[0-9A-F]{8}-[0-9A-F]{20}infoc$/),
    buvid4: fc.stringMatching(/^[A-Za-z0-9+/]{20}==$/),
    issuedAt: seconds.map((at) => at * 1_000),
    ticket: fc.record({ value: hex(32), expiresAt: seconds.map((at) => at * 1_000) }),
  },
  { requiredKeys: ['buvid3', 'issuedAt'] },
)

const app: fc.Arbitrary<AppTokens> = fc.record({
  appkey: fc.constant(apps['android-tv'].appkey),
  accessToken: hex(32),
  refreshToken: hex(32),
  expiresAt: fc.constant(expiresAt),
})

/** Whatever a login may have left behind. SESSDATA is of the known anatomy, with any end to it that escapes allow. */
export const credentials: fc.Arbitrary<BilibiliCredential> = fc
  .record(
    {
      first: hex(8),
      tail: fc.stringMatching(/^(?:[\w.~!'()-]|%2[0-9A-F]|%E4%BD%A0){0,20}$/),
      end: seconds,
      csrf: hex(32),
      userId: fc.integer({ min: 1, max: 4_000_000_000_000_000 }),
      checksum: hex(16),
      refreshToken: hex(32),
      device,
      app,
    },
    { requiredKeys: ['first', 'tail', 'end', 'csrf', 'userId', 'checksum'] },
  )
  .map(({ first, tail, end, csrf, userId, checksum, refreshToken, device, app }) => {
    const values = {
      SESSDATA: `${first}%2C${end}%2Ca9f3e%2A61${tail}`,
      bili_jct: csrf,
      DedeUserID: String(userId),
      DedeUserID__ckMd5: checksum,
    }
    const cookies = Object.entries(values).map(([name, value]) => loginCookie(name, value, end * 1_000))
    const tokens = app && { ...app, expiresAt: Math.min(end * 1_000, now + 15_552_000_000) }
    return createCredential({ cookies, refreshToken, device, app: tokens }, now)
  })
