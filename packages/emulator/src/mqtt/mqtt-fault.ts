/**
 * Something that goes wrong on a broker's side.
 *
 * - `drop`: the socket is torn down right after this packet was received (`connect`) or sent (`connack`, `suback`).
 * - `silence`: a CONNECT, or a SUBSCRIBE, is never answered.
 * - `refuse`: a CONNECT, or a SUBSCRIBE, is refused with this reason.
 * - `redirect-loop`: the client is always sent on.
 * - `garbage-reference`: the client is sent to a server that cannot be one.
 * - `late-suback`: the SUBACK takes `delayMs` longer; what is published meanwhile arrives before it.
 * - `split-frames`: each byte is a WebSocket frame of its own.
 * - `joined-frames`: what is sent within 20 ms arrives in one frame.
 * - `duplicated-events`: each event comes twice.
 * - `unknown-events`: each event comes after one of a type that nobody knows.
 */
export type MqttFault =
  | { readonly kind: 'drop'; readonly after: 'connect' | 'connack' | 'suback' }
  | { readonly kind: 'silence'; readonly on: 'connect' | 'subscribe' }
  | { readonly kind: 'refuse'; readonly on: 'connect' | 'subscribe'; readonly reason: number }
  | { readonly kind: 'late-suback'; readonly delayMs: number }
  | { readonly kind: 'garbage-reference'; readonly reference?: string }
  | {
      readonly kind: 'redirect-loop' | 'split-frames' | 'joined-frames' | 'duplicated-events' | 'unknown-events'
    }

export type MqttFaultKind = MqttFault['kind']

export type MqttFaultRule = MqttFault & {
  /** It strikes so many times and then never again. @default without end */
  readonly times?: number
}

export interface MqttFaults {
  add(rule: MqttFaultRule): void
  clear(): void
}

export interface MqttFaultBox extends MqttFaults {
  /** The oldest fault of this kind that strikes now, if `applies` to it. */
  strike<Kind extends MqttFaultKind>(
    kind: Kind,
    applies?: (fault: Extract<MqttFault, { readonly kind: Kind }>) => boolean,
  ): Extract<MqttFault, { readonly kind: Kind }> | undefined
}

export function createMqttFaults(): MqttFaultBox {
  const rules = new Map<MqttFaultRule, number>()
  return {
    add: (rule) => void rules.set(rule, rule.times ?? Number.POSITIVE_INFINITY),
    clear: () => rules.clear(),
    strike<Kind extends MqttFaultKind>(
      kind: Kind,
      applies: (fault: Extract<MqttFault, { readonly kind: Kind }>) => boolean = () => true,
    ) {
      for (const [rule, left] of rules) {
        const fault = rule as Extract<MqttFault, { readonly kind: Kind }>
        if (left <= 0 || rule.kind !== kind || !applies(fault)) continue
        rules.set(rule, left - 1)
        return fault
      }
      return undefined
    },
  }
}
