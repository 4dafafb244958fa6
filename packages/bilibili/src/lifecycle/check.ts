import type { CredentialReport, StepContext } from '@denglu/core'
import { open, refusalOf } from '../api/envelope.ts'
import type { BilibiliCredential } from '../credential.ts'

const notLoggedIn = -101

/** Asks the site who it thinks is there. */
export async function check(credential: BilibiliCredential, context: StepContext): Promise<CredentialReport> {
  const opened = await open(context, {
    step: 'bilibili: check',
    url: 'https://api.bilibili.com/x/web-interface/nav',
    cookies: credential.cookies,
  })
  const { code, body } = opened
  if (code === notLoggedIn) return { status: 'expired' }
  if (code !== 0) throw refusalOf(opened)
  if (!body.boolean('data.isLogin')) return { status: 'expired' }
  const avatarUrl = body.optional('data.face', body.string)
  return {
    status: 'valid',
    account: { userId: body.id('data.mid'), name: body.string('data.uname'), ...(avatarUrl && { avatarUrl }) },
  }
}
