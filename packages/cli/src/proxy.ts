import type { Agent } from 'node:http'
import type { Cli } from './cli.ts'
import { UsageError } from './outcomes.ts'
import type { ConnectOptions } from './providers.ts'

/** In lower or in upper case, the former first: as curl and everybody else has them. */
const variables = ['https_proxy', 'http_proxy', 'all_proxy', 'no_proxy'] as const

/** The proxy for an address, or nothing for the straight way. */
export type ProxyFor = (url: string) => string

/** Any service: all of them speak https. */
const anywhere = 'https://denglu.invalid'

/** The variables that are set, by the name they are set under. */
export function proxyVariables(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const set = variables.flatMap((name) => {
    const key = [name, name.toUpperCase()].find((spelling) => env[spelling])
    return key ? [[key, env[key] ?? ''] as const] : []
  })
  return new Map(set)
}

/**
 * By `--proxy`, or else by the variables; `undefined` when there is none.
 *
 * @throws {UsageError} for a proxy of a kind that is not known here.
 */
export async function chooseProxy({
  values,
  io,
  texts,
}: Pick<Cli, 'values' | 'io' | 'texts'>): Promise<ProxyFor | undefined> {
  const { getProxyForUrl } = await import('proxy-from-env')
  const set = [...proxyVariables(io.env).values()]
  const proxyFor: ProxyFor = (url) => {
    const proxy = values.proxy ?? getProxyForUrl(url)
    // `127.0.0.1:7890` means http, as curl has it; the library takes it for the scheme of the address.
    const bare = set.find((value) => proxy === `https://${value}`) ?? proxy
    return bare === '' || bare.includes('://') ? bare : `http://${bare}`
  }
  const proxy = proxyFor(anywhere)
  if (!proxy) return undefined
  if (/^https?:$/.test(URL.parse(proxy)?.protocol ?? '')) return proxyFor
  throw new UsageError(texts.usage.badProxy(hidePassword(proxy)), texts.usage.proxyKinds)
}

/** What the providers need to go through proxies. */
export async function goThrough(proxyFor: ProxyFor): Promise<ConnectOptions> {
  const [fetch, mqttAgent] = await Promise.all([createFetch(proxyFor), createAgent(proxyFor)])
  return { fetch, mqttAgent }
}

/** undici's own `fetch`, because the one in Node takes the proxies of its own version only. */
async function createFetch(proxyFor: ProxyFor): Promise<typeof globalThis.fetch> {
  const { ProxyAgent, fetch } = await import('undici')
  const agents = new Map<string, InstanceType<typeof ProxyAgent>>()
  return async (input, init) => {
    const request = new Request(input, init)
    const proxy = proxyFor(request.url)
    if (!proxy) return globalThis.fetch(request)
    const dispatcher = agents.get(proxy) ?? new ProxyAgent(proxy)
    agents.set(proxy, dispatcher)
    const { method, headers, redirect, signal } = request
    const response = await fetch(request.url, {
      method,
      headers: [...headers],
      redirect,
      signal,
      dispatcher,
      // Whole, so that it is sent with its length: not every service takes it in chunks.
      body: request.body ? await request.arrayBuffer() : null,
    })
    return response as unknown as Response
  }
}

/** For WebSockets, which know nothing of `fetch`. */
async function createAgent(proxyFor: ProxyFor): Promise<Agent> {
  const [{ Agent }, { HttpsProxyAgent }, { globalAgent }] = await Promise.all([
    import('agent-base'),
    import('https-proxy-agent'),
    import('node:https'),
  ])
  class ProxyingAgent extends Agent {
    override async connect(_request: unknown, { host }: { readonly host?: string | undefined }) {
      const proxy = proxyFor(`https://${host}`)
      return proxy ? new HttpsProxyAgent(proxy) : globalAgent
    }
  }
  return new ProxyingAgent()
}

/** An address without the password in it. */
export function hidePassword(address: string): string {
  return address.replace(/^(\w+:\/\/)?.*@/, '$1***@')
}
