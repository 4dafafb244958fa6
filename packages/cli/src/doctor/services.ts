import { type InputField, systemClock } from '@denglu/core'
import type { Cli } from '../cli.ts'
import { connect } from '../connect.ts'
import { explain } from '../explain.ts'
import { type AnyProvider, providerNames } from '../providers.ts'
import type { Texts } from '../texts/texts.ts'
import { type Finding, fine } from './finding.ts'
import { createWatch, type Sighting, type Watch } from './watch.ts'

const patienceMs = 20_000

/** Some services answer a poll only when there is news. */
const pollMs = 4_000

/** After an answer, a flow needs a moment to dislike it. */
const verdictMs = 100

export interface Round {
  readonly findings: readonly Finding[]
  readonly sightings: readonly Sighting[]
}

/**
 * Begins every login that needs no input, up to its first poll or to its confirmed subscription, and throws it away. What
 * cannot be reached, and what answers in a shape that nobody knows, is found out without an account.
 */
export async function visitServices(cli: Cli, only: string | undefined): Promise<Round> {
  const names = only === undefined ? providerNames : [only]
  const rounds = await Promise.all(names.map((name) => visitService(cli, name)))
  return {
    findings: rounds.flatMap(({ findings }) => findings),
    sightings: rounds.flatMap(({ sightings }) => sightings),
  }
}

async function visitService(cli: Cli, name: string): Promise<Round> {
  const { methods } = await connect(cli, name)
  const free = Object.keys(methods).filter((method) => isFree(methods[method]?.fields ?? {}))
  const watches = free.map(() => createWatch())
  const findings = await Promise.all(
    free.map(async (method, index) => {
      const watch = watches[index] ?? createWatch()
      const provider = await connect(cli, name, { watch: watch.over })
      return visit(cli, provider, method, watch)
    }),
  )
  return { findings, sightings: watches.flatMap(({ sightings }) => sightings) }
}

function isFree(fields: Readonly<Record<string, InputField>>): boolean {
  return Object.values(fields).every(({ optional }) => optional)
}

async function visit(cli: Cli, provider: AnyProvider, method: string, watch: Watch): Promise<Finding> {
  const subject = `${provider.name}/${method}`
  const enough = new AbortController()
  const late = AbortSignal.timeout(patienceMs)
  const signal = AbortSignal.any([cli.signal, enough.signal, late])
  let last: Sighting | undefined
  const leave = () => {
    last = watch.sightings.at(-1)
    enough.abort()
  }
  try {
    for await (const event of provider.login(method, { signal })) {
      if (event.type !== 'qr-ready') continue
      if (provider.methods[method]?.listen) break
      const polled = Promise.race([watch.next(), systemClock.wait(pollMs, signal)])
      void polled.then(() => systemClock.wait(verdictMs)).finally(leave)
    }
  } catch (error) {
    cli.signal.throwIfAborted()
    if (late.aborted) return unreachable(cli, subject, watch.sightings.at(-1))
    if (!enough.signal.aborted) return problem(cli, subject, watch, error)
  }
  // A lost poll is forgiven by the flow, but not here.
  last ??= watch.sightings.at(-1)
  if (!last?.status || last.status >= 400) return unreachable(cli, subject, last)
  const answers = watch.sightings.filter(({ status }) => status !== undefined)
  const hosts = [...new Set(answers.map(({ host }) => host))]
  const slowestMs = Math.max(...answers.map(({ tookMs }) => tookMs))
  return fine('service', subject, cli.texts.doctor.answers(hosts.join(', '), Math.round(slowestMs)))
}

function problem(cli: Cli, subject: string, watch: Watch, error: unknown): Finding {
  const { exit, sentence, detail, advice, problem: told } = explain(error, cli.texts, cli.language)
  if (exit === 'network') return unreachable(cli, subject, watch.sightings.at(-1))
  const hint = told.code === 'response-unexpected' ? cli.texts.doctor.changed : advice
  return {
    ...{ check: 'service', subject, state: 'problem', exit, code: told.code },
    message: [sentence, detail].filter((part) => part).join(' '),
    ...(hint && { hint }),
  }
}

/** The system's own word tells where on the way it ended: at the name, at the encryption, at the connection. */
function unreachable({ texts }: Cli, subject: string, sighting: Sighting | undefined): Finding {
  const { host = subject, code = '', status } = sighting ?? {}
  const [message, hint] = describe(texts.doctor, host, code, status)
  return { check: 'service', subject, state: 'problem', exit: 'network', code: 'network-failed', message, hint }
}

function describe(texts: Texts['doctor'], host: string, code: string, status: number | undefined) {
  if (status !== undefined) return [texts.badStatus(host, status), texts.comeBack] as const
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return [texts.noName(host, code), texts.findName] as const
  if (/CERT|SIGNED|TLS|SSL|ISSUER/.test(code)) return [texts.noTrust(host, code), texts.trust] as const
  return [texts.noConnection(host, code), texts.findWay] as const
}
