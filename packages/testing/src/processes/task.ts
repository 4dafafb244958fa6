import type { Answer, FlowSnapshot, LoginEvent } from '@denglu/core'

/** What a process of its own is to do: drive one flow, from its beginning or from a snapshot. */
export interface Task {
  /** File url of the module that exports the factory. */
  readonly module: string
  readonly factory: string
  /** Options for the factory besides `fetch` and `clock`. */
  readonly options: object
  readonly method: string
  readonly input?: unknown
  readonly snapshot?: FlowSnapshot
  /** Where the emulator listens. */
  readonly origin: string
}

/** What it writes for each event: a line of JSON. */
export interface Told {
  readonly event: LoginEvent
  readonly snapshot: FlowSnapshot
}

/** What it waits for before it goes on: a line of JSON. */
export interface Reply {
  readonly answer?: Answer
}
