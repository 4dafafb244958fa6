import {
  type JsonObject,
  JsonReader,
  type JsonValue,
  type LoginError,
  readJson,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { type Caller, guises, type Profile } from './comm.ts'
import { parseExactJson } from './exact-json.ts'
import { refusal, type Used } from './refusal.ts'
import { signBody } from './zzc-sign.ts'

/** One method of one module, and what it is given. */
export interface MusicCall {
  readonly module: string
  readonly method: string
  readonly param?: JsonObject
}

/** How a call goes out. */
export interface MusicCallOptions extends Caller {
  /** @default 'android' */
  readonly profile?: Profile
  /** Put over what the profile says in `comm`. */
  readonly comm?: JsonObject
  /** Signs the request; no call of a login needs it. @default false */
  readonly signed?: boolean
}

/** The answer to one call: its own number, and its data. */
export interface Answered {
  readonly step: string
  readonly code: number
  /** Integers beyond 2^53 are strings here. */
  readonly data: JsonReader
}

/** A call, and how its errors speak of it. */
export interface Outgoing extends MusicCallOptions {
  readonly step: string
  readonly call: MusicCall
  /** @default 'credential' */
  readonly used?: Used
}

const needsSignature = 2000
const key = 'req_0'

/** Where an answer may hold the service's words, and the address of a page. */
const messages = ['errMsg', 'err_msg', 'errtip', 'errTip2', 'tip3', 'tips', 'message', 'msg']
const pages = ['securityURL', 'securityUrl', 'security_url', 'feedbackURL', 'feedback_url', 'url']

/** Codes that come with a page on which the person can prove to be one. */
const withPage = [2001, 20254, 20276]

/**
 * Makes one call of the gateway; any `code` of the call itself is an answer.
 *
 * @see docs/services/qqmusic.md#gateway
 * @throws {LoginError} when the gateway refuses the request as a whole, or answers something else.
 */
export async function open(
  context: StepContext,
  { step, call, used = 'credential', ...options }: Outgoing,
): Promise<Answered> {
  const { url, json, userAgent, cookies } = describe(call, options)
  const response = await context.http.send({ step, url, json, cookies, headers: { 'user-agent': userAgent } })
  readJson(response)
  const body = new JsonReader(parseExactJson(response.text()), unexpected(step))
  const outer = body.number('code')
  const code = outer || body.number(`${key}.code`)
  if (code === needsSignature && !options.signed) return open(context, { step, call, used, ...options, signed: true })
  if (outer !== 0) throw refusal(step, outer, used)
  return { step, code, data: body.has(`${key}.data`) ? body.at(`${key}.data`) : new JsonReader({}, unexpected(step)) }
}

/**
 * Makes one call that either succeeds or is refused.
 *
 * @throws {LoginError} `credential-rejected` or `login-expired` where the session or the ticket has ended,
 * `service-refused` for other refusals, `response-unexpected` where the service wants something new.
 */
export async function call(context: StepContext, options: Outgoing): Promise<Answered> {
  const answered = await open(context, options)
  if (answered.code !== 0) throw refusalOf(answered, options.used)
  return answered
}

/** The error for an answer whose `code` is no success. */
export function refusalOf({ step, code, data }: Answered, used: Used = 'credential'): LoginError {
  return refusal(step, code, used, firstText(data, messages))
}

/** The page on which the person can settle what the service objects to, where there is one. */
export function securityPage({ code, data }: Answered): string | undefined {
  const url = firstText(data, pages)
  return withPage.includes(code) && url.startsWith('https://') ? url : undefined
}

function firstText(data: JsonReader, names: readonly string[]): string {
  const found = names.map((name) => data.raw(name)).find((value) => typeof value === 'string' && value !== '')
  return typeof found === 'string' ? found : ''
}

function describe(call: MusicCall, { profile = 'android', comm, signed = false, ...caller }: MusicCallOptions) {
  const guise = guises[profile](caller)
  const { module, method, param = {} } = call
  const json: JsonValue = { comm: { ...guise.comm, ...comm }, [key]: { module, method, param } }
  const host = 'https://u.y.qq.com/cgi-bin'
  // The signature is over the very text that goes out: the client writes JSON as `JSON.stringify` does, too.
  const url = signed ? `${host}/musics.fcg?sign=${signBody(JSON.stringify(json))}` : `${host}/musicu.fcg`
  return { ...guise, url, json }
}
