import type { Answer, Credential, LoginEvent, LoginFlow } from '@denglu/core'

/** What the person does about an event: acts on the phone, or answers. */
export type Human = (event: LoginEvent) => Answer | undefined | Promise<Answer | undefined>

/** How a flow went. */
export interface Played<C extends Credential> {
  readonly events: readonly LoginEvent<C>[]
  readonly credential: C | undefined
}

/** Sees an event ahead of the person: `true` ends the game, and what is to be `'ignored'` the person does nothing about. */
export type Before<C extends Credential> = (event: LoginEvent<C>) => Verdict | Promise<Verdict>
type Verdict = boolean | 'ignored'

/**
 * A person who does each thing once: what a resumed flow repeats has already been seen to, and is let pass.
 */
export function onceEach(human: Human): Human {
  const seen = new Set<string>()
  return (event) => {
    const key = JSON.stringify(event)
    if (seen.has(key)) return undefined
    seen.add(key)
    return human(event)
  }
}

/** Drives a flow to its end with a person at hand. */
export async function play<C extends Credential>(
  flow: LoginFlow<C>,
  human: Human,
  before: Before<C> = () => false,
): Promise<Played<C>> {
  const events: LoginEvent<C>[] = []
  for await (const event of flow) {
    events.push(event)
    const verdict = await before(event)
    if (verdict === true) break
    if (verdict === 'ignored') continue
    const answer = await human(event)
    if (answer) flow.answer(answer)
  }
  const last = events.at(-1)
  return { events, credential: last?.type === 'login-succeeded' ? last.credential : undefined }
}
