import { readCookies } from '../http/cookies.ts'
import { parseExactJson, renderExactJson } from './exact-json.ts'
import { gatewayHosts } from './hosts.ts'
import type { ScriptedAnswers } from './scripted-answers.ts'
import type { QQMusicService } from './service.ts'
import type { QQMusicSession } from './sessions.ts'
import { signBody } from './zzc-sign.ts'

type Fields = Readonly<Record<string, unknown>>

/** One call of one method. Integers beyond 2^53 are BigInts. */
export interface MusicCall {
  readonly param: Fields
  /** A value of `comm` as text: clients write numbers and strings alike. */
  comm(name: string): string
  /** The session that the request brings along, in `comm` or in cookies. */
  readonly session: QQMusicSession | undefined
}

export interface MusicReply {
  readonly code: number
  readonly subcode?: number
  readonly data?: Fields
  /** `Set-Cookie` lines. */
  readonly cookies?: readonly string[]
}

/** Methods by `module/method`. */
export type MusicMethods = Readonly<Record<string, (call: MusicCall) => MusicReply | Promise<MusicReply>>>

const paths: readonly string[] = ['/cgi-bin/musicu.fcg', '/cgi-bin/musics.fcg']
const mostCalls = 30

/** Whether a request is for the gateway. */
export function isForGateway({ host, pathname }: URL): boolean {
  return gatewayHosts.includes(host) && paths.includes(pathname)
}

/**
 * The one door behind which most methods are. A business error is HTTP 200 all the same.
 *
 * @see docs/services/qqmusic.md#gateway
 */
export function createGateway(
  service: QQMusicService,
  methods: MusicMethods,
  scripted: ScriptedAnswers,
): (request: Request) => Promise<Response> {
  const { world, sessions } = service

  function envelope(code: number, items: Fields, cookies: readonly string[] = []): Response {
    const ts = world.serviceTime()
    const body = { code, ts, start_ts: ts - 12, traceid: world.random.hex(16), ...items }
    const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' })
    for (const cookie of cookies) headers.append('set-cookie', cookie)
    return new Response(renderExactJson(body), { headers })
  }

  function readSession(comm: Fields, headers: Headers): QQMusicSession | undefined {
    const cookies = readCookies(headers)
    const key = text(comm.authst) || cookies.get('qqmusic_key') || cookies.get('qm_keyst') || ''
    const userId = text(comm.qq) || (cookies.get('uin') ?? cookies.get('qqmusic_uin') ?? '').replace(/^o/, '')
    return key ? sessions.use(userId, key) : undefined
  }

  async function answer(item: unknown, comm: Fields, headers: Headers): Promise<MusicReply> {
    const { module, method, param } = isFields(item) ? item : {}
    const name = `${text(module)}/${text(method)}`
    const said = scripted.next(text(method))
    if (said) return said
    const known = Object.keys(methods).some((key) => key.startsWith(`${text(module)}/`))
    if (!known) return { code: 500003, subcode: 860100001 }
    const handle = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!handle) return { code: 40000 }
    const call: MusicCall = {
      param: isFields(param) ? param : {},
      comm: (key) => text(comm[key]),
      session: readSession(comm, headers),
    }
    return handle(call)
  }

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const body = await request.text()
    const sign = searchParams.get('sign')
    const isWrong = sign === null ? pathname.endsWith('musics.fcg') : sign !== signBody(body)
    if (isWrong) return envelope(2000, {})
    const parsed = tryParse(body)
    if (!isFields(parsed)) return envelope(40000, {})
    const comm = isFields(parsed.comm) ? parsed.comm : {}
    const items = Object.entries(parsed).filter(([key]) => key !== 'comm')
    const whole = scripted.nextWhole(items.map(([, item]) => text(isFields(item) ? item.method : '')))
    if (whole !== undefined) return envelope(whole, {})
    if (items.length === 0 || items.length > mostCalls) return envelope(40000, {})
    const replies: [string, MusicReply][] = []
    for (const [key, item] of items) replies.push([key, await answer(item, comm, request.headers)])
    const answered = replies.map(([key, { cookies: _cookies, ...reply }]) => [key, reply])
    return envelope(
      0,
      Object.fromEntries(answered),
      replies.flatMap(([, { cookies = [] }]) => cookies),
    )
  }
}

/** The text of a string or a number; empty for anything else. */
export function text(value: unknown): string {
  return ['string', 'number', 'bigint'].includes(typeof value) ? `${value}` : ''
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function tryParse(body: string): unknown {
  try {
    return parseExactJson(body)
  } catch {
    return undefined
  }
}
