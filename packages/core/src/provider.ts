import { type Clock, systemClock } from './clock.ts'
import type { Cookie } from './cookies/cookie.ts'
import type { Credential, CredentialReport } from './credential.ts'
import { LoginError } from './errors/login-error.ts'
import { quoteName } from './errors/quote-name.ts'
import { type Beginning, Driver } from './flow/driver.ts'
import type { LoginFlow, LoginOptions } from './flow/flow.ts'
import { type FlowSnapshot, parseSnapshot, readSnapshotMethod } from './flow/snapshot.ts'
import type { HttpClient } from './http/client.ts'
import { createHttpClient } from './http/ky-client.ts'
import type { JsonObject } from './json.ts'
import type { InputField, LoginMethod, StepContext } from './method.ts'
import { type Random, systemRandom } from './random.ts'
import { hideFromInspect } from './secret.ts'

/** The methods of one provider, by the name that `login` takes. */
export type MethodMap<C extends Credential> = Readonly<Record<string, LoginMethod<unknown, JsonObject, C>>>

export type InputOf<Method> = Method extends { start(input: infer Input, context: StepContext): unknown }
  ? Input
  : never

/** Options of `login`: `input` is there, and required, exactly for methods that ask for something. */
export type LoginArgs<Input> = undefined extends Input
  ? [options?: LoginOptions]
  : [options: LoginOptions & { readonly input: Input }]

/** Options every factory takes. */
export interface ProviderOptions {
  /** The seam for proxies, logging, tests and the emulator. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** @default systemClock */
  readonly clock?: Clock | undefined
  /** @default systemRandom */
  readonly random?: Random | undefined
  /** Sent with every request of the web flows. @default a current desktop browser */
  readonly userAgent?: string | undefined
}

/** Options of the calls on a credential. */
export interface CallOptions {
  /** Stops the call; its reason is thrown as it came. */
  readonly signal?: AbortSignal | undefined
}

/** Options of `refresh`. */
export interface RefreshOptions<C extends Credential> extends CallOptions {
  /**
   * Stores the renewed credential. Awaited before the service is told to forget the old one, so that a crash at any
   * point leaves a stored credential that works; calling `refresh` with it again finishes the rest.
   */
  readonly save?: ((renewed: C) => void | Promise<void>) | undefined
}

/** A named set of methods that issue one kind of credential, and what can be done with it. */
export interface Provider<Name extends string, C extends Credential<Name>, Methods extends MethodMap<C>> {
  readonly name: Name
  readonly methods: Methods
  /**
   * Begins a login; nothing is sent before the flow is driven.
   *
   * @throws {LoginError} `input-invalid` for an unknown method, or a field that is missing or no text.
   */
  login<K extends keyof Methods & string>(method: K, ...args: LoginArgs<InputOf<Methods[K]>>): LoginFlow<C>
  /**
   * Carries on where a snapshot was taken, in this process or another.
   *
   * @throws {LoginError} `input-invalid` when the snapshot is damaged or belongs to another provider.
   */
  resume(snapshot: FlowSnapshot, options?: LoginOptions): LoginFlow<C>
  /**
   * Admits a credential from storage, upgrading older shapes.
   *
   * @throws {LoginError} `input-invalid`
   */
  parseCredential(value: unknown): C
  /** The cookies of a credential, for export and for the caller's own requests. */
  cookies(credential: C): readonly Cookie[]
  /** Asks the service what it thinks of the credential. */
  check(credential: C, options?: CallOptions): Promise<CredentialReport>
  /**
   * Renews the credential. Keep the result; where `save` is given, the last one saved is the result.
   *
   * @throws {LoginError} `credential-rejected` when it is at its end: the person must log in again; `not-renewable` when it
   * works until its end, but was issued without the means to renew it.
   */
  refresh(credential: C, options?: RefreshOptions<C>): Promise<C>
  /** Ends the session at the service. One that has already ended is no error. */
  logout(credential: C, options?: CallOptions): Promise<void>
}

/** What one service brings to its provider. */
export interface ProviderDefinition<Name extends string, C extends Credential<Name>, Methods extends MethodMap<C>> {
  readonly name: Name
  readonly methods: Methods
  parseCredential(value: unknown): C
  cookies(credential: C): readonly Cookie[]
  check(credential: C, context: StepContext): Promise<CredentialReport>
  refresh(credential: C, context: RefreshContext<C>): Promise<C>
  logout(credential: C, context: StepContext): Promise<void>
}

/** What a refresh is given: as a step, and the caller's way of storing what it gets on the way. */
export interface RefreshContext<C extends Credential> extends StepContext {
  save(renewed: C): Promise<void>
}

/** Options of a factory, and the headers that its service wants with every request. */
export interface EnvironmentOptions extends ProviderOptions {
  readonly headers?: Readonly<Record<string, string>>
}

/** Makes what every step and call works with, from the options of a factory. */
export function createContexts(options: EnvironmentOptions): (callOptions?: CallOptions) => StepContext {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const http = createHttpClient({ fetch: options.fetch, headers: options.headers ?? {} }, clock)
  return ({ signal = new AbortController().signal } = {}) => ({ http: obeying(http, signal), clock, random, signal })
}

/** Makes a provider out of its definition and the options of its factory. */
export function defineProvider<Name extends string, C extends Credential<Name>, Methods extends MethodMap<C>>(
  definition: ProviderDefinition<Name, C, Methods>,
  options: EnvironmentOptions,
): Provider<Name, C, Methods> {
  const { name, methods } = definition
  const contextFor = createContexts(options)
  const parseCredential = (value: unknown) => hidden(definition.parseCredential(value))

  const drive = <Input, State extends JsonObject>(
    method: LoginMethod<Input, State, C>,
    beginning: Beginning<Input, State, C>,
    loginOptions: LoginOptions,
  ): LoginFlow<C> => new Driver(method, beginning, contextFor(loginOptions), loginOptions)

  return {
    name,
    methods,
    login(key, ...[loginOptions]) {
      const method = find(methods, name, key)
      const input = (loginOptions as { readonly input?: unknown } | undefined)?.input
      requireInput(method, input)
      return drive(method, { input }, loginOptions ?? {})
    },
    resume(snapshot, loginOptions = {}) {
      const id = readSnapshotMethod(snapshot)
      const method = find(methods, name, id.startsWith(`${name}/`) ? id.slice(name.length + 1) : id)
      return drive(method, parseSnapshot(snapshot, method, parseCredential), loginOptions)
    },
    parseCredential,
    // Callers without types may hand over the credential of another service: it is looked at before it is used.
    cookies: (credential) => definition.cookies(parseCredential(credential)),
    check: async (credential, callOptions) => definition.check(parseCredential(credential), contextFor(callOptions)),
    async refresh(credential, { save, ...callOptions } = {}) {
      const context = { ...contextFor(callOptions), save: async (renewed: C) => save?.(hidden(renewed)) }
      return hidden(await definition.refresh(parseCredential(credential), context))
    },
    logout: async (credential, callOptions) => definition.logout(parseCredential(credential), contextFor(callOptions)),
  }
}

function hidden<C extends Credential>(credential: C): C {
  return hideFromInspect(credential, `${credential.provider} credential`)
}

/** Every request of a flow obeys the flow's signal, so that no method can forget to pass it on. */
function obeying(http: HttpClient, signal: AbortSignal): HttpClient {
  return { send: (request) => http.send({ ...request, signal }) }
}

function find<C extends Credential>(
  methods: MethodMap<C>,
  provider: string,
  key: string,
): LoginMethod<unknown, JsonObject, C> {
  const method = Object.hasOwn(methods, key) ? methods[key] : undefined
  if (method) return method
  throw new LoginError(`${provider} has no login method of the name "${quoteName(key)}"`, {
    code: 'input-invalid',
    hint: {
      en: `Choose one of ${Object.keys(methods).join(', ')}.`,
      zh: `可选方式：${Object.keys(methods).join('、')}。`,
    },
  })
}

function requireInput(method: LoginMethod<unknown, JsonObject, Credential>, input: unknown): void {
  const fields: Readonly<Record<string, InputField>> = method.fields
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
  for (const [field, { label, optional }] of Object.entries(fields)) {
    const value = given[field] ?? ''
    const problem = typeof value !== 'string' ? 'should be text' : value === '' && !optional ? 'is missing' : undefined
    if (problem)
      throw new LoginError(`\`input.${field}\` ${problem} (${label.en})`, { code: 'input-invalid', step: method.id })
  }
}
