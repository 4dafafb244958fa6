import type { EmulatorClock } from '../clock.ts'
import type { Phone, PhoneAccount, PhoneOptions } from '../phone/phone.ts'
import { PhoneError } from '../phone/phone-error.ts'
import type { Realm } from '../realm.ts'
import type { QrBook } from '../world/qr-book.ts'
import type { QrState } from '../world/qr-code.ts'

/** What `GET /__emulator/phone` says. */
export interface PhoneReport {
  readonly realms: readonly {
    readonly name: string
    readonly accounts: readonly PhoneAccount[]
  }[]
  /** Codes that can still be acted on, oldest first. */
  readonly codes: readonly {
    readonly realm: string
    readonly method: string
    readonly text: string
    readonly state: QrState
    readonly userId?: string
    readonly expiresInMs: number
  }[]
  /** The last text messages of each service, newest first. */
  readonly messages: readonly { readonly realm: string; readonly to: string; readonly text: string }[]
}

/** How many messages of a service are told. */
const mostMessages = 5

export interface PhoneDeskParts {
  readonly realms: readonly Realm[]
  readonly book: QrBook
  readonly clock: EmulatorClock
}

/** The phone over HTTP: a page for people, JSON for programs. */
export function createPhoneDesk({ realms, book, clock }: PhoneDeskParts): (request: Request) => Promise<Response> {
  const report = (): PhoneReport => ({
    realms: realms.flatMap(({ name, phone }) => (phone ? { name, accounts: phone.accounts().map(pickAccount) } : [])),
    codes: book.pending().map(({ realm, method, text, state, userId, expiresAt }) => ({
      realm,
      method,
      text,
      state,
      ...(userId !== undefined && { userId }),
      expiresInMs: expiresAt - clock.now(),
    })),
    messages: realms.flatMap(({ name: realm, phone }) =>
      (phone?.messages?.() ?? [])
        .slice(-mostMessages)
        .reverse()
        .map(({ to, text }) => ({ realm, to, text })),
    ),
  })

  function act(action: PhoneAction, order: PhoneOrder): Response {
    try {
      const seen = book.recognise(order.qr)
      const phone = realms.find(({ name }) => name === seen?.realm)?.phone
      if (!phone) throw new PhoneError('unknown-code')
      const options: PhoneOptions = order.userId === undefined ? {} : { account: { userId: order.userId } }
      phone[action](order.qr, options)
      return Response.json(report())
    } catch (error) {
      if (error instanceof PhoneError) return refuse(409, error.reason, error.message)
      throw error
    }
  }

  return async (request) => {
    const { pathname, origin } = new URL(request.url)
    if (request.method === 'GET' && pathname === '/') {
      const { phonePage } = await import('./phone-page.ts')
      return new Response(phonePage, { headers: pageHeaders })
    }
    if (request.method === 'GET' && pathname === '/__emulator/phone') return Response.json(report())

    const action = actions.find((candidate) => pathname === `/__emulator/phone/${candidate}`)
    if (!action || request.method !== 'POST') return refuse(404, 'not-found', 'there is nothing here')
    // A page from elsewhere cannot send JSON without asking first, and its Origin would not be ours.
    if ((request.headers.get('origin') ?? origin) !== origin || !isJson(request)) {
      return refuse(403, 'foreign-origin', 'send JSON, and from this origin')
    }
    const order = readOrder(await request.text())
    return order ? act(action, order) : refuse(400, 'bad-request', 'send { "qr": "…", "userId"?: "…" }')
  }
}

const actions = ['scan', 'confirm', 'decline'] as const satisfies readonly (keyof Phone)[]
type PhoneAction = (typeof actions)[number]
interface PhoneOrder {
  readonly qr: string
  readonly userId?: string
}

const typedFields = ['email', 'password', 'dialingCode', 'phone'] as const

/** The services know more of an account than a person types. */
function pickAccount(account: PhoneAccount): PhoneAccount {
  const known = typedFields.flatMap((field) => (account[field] ? [[field, account[field]]] : []))
  return { userId: account.userId, name: account.name, ...Object.fromEntries(known) }
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
}

function refuse(status: number, reason: string, message: string): Response {
  return Response.json({ error: { reason, message } }, { status })
}

function isJson(request: Request): boolean {
  return request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json'
}

function readOrder(body: string): PhoneOrder | undefined {
  try {
    const { qr, userId }: { qr?: unknown; userId?: unknown } = JSON.parse(body)
    if (typeof qr !== 'string') return undefined
    return typeof userId === 'string' ? { qr, userId } : { qr }
  } catch {
    return undefined
  }
}
