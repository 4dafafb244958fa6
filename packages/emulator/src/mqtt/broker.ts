import type { Connection, ConnectionParts } from './connection.ts'
import type { MqttFaultBox } from './mqtt-fault.ts'
import type { BrokerRules, PushedEvent } from './rules.ts'

/** A small MQTT 5 broker over WebSockets. What is published before somebody subscribes is lost. */
export interface Broker {
  /** Lets a client in. What speaks MQTT is loaded with the first one, and brought by the caller. */
  join(begin: (parts: Omit<ConnectionParts, 'socket' | 'path'>) => Connection): void
  /** Sends to all who have subscribed. */
  publish(topic: string, event: PushedEvent): void
  /** Resolves when the next SUBSCRIBE to the topic arrives, or is confirmed; at once if somebody has subscribed. */
  subscribed(topic: string, moment: 'requested' | 'confirmed'): Promise<void>
  /** How many clients are connected. */
  readonly connections: number
  /** Tears all connections down. */
  dropAll(): void
}

export function createBroker(rules: BrokerRules, faults: MqttFaultBox): Broker {
  const connections = new Map<Connection, Set<string>>()
  const waiting = new Set<{ readonly key: string; readonly resolve: () => void }>()

  return {
    join(begin) {
      const reached = new Set<string>()
      const connection = begin({
        rules,
        faults,
        onSubscribe(topic, moment) {
          const key = `${moment} ${topic}`
          reached.add(key)
          for (const waiter of waiting) {
            if (waiter.key !== key) continue
            waiting.delete(waiter)
            waiter.resolve()
          }
        },
        onClose: () => void connections.delete(connection),
      })
      connections.set(connection, reached)
    },
    publish(topic, event) {
      for (const connection of connections.keys()) connection.deliver(topic, event)
    },
    subscribed(topic, moment) {
      const key = `${moment} ${topic}`
      if ([...connections.values()].some((reached) => reached.has(key))) return Promise.resolve()
      return new Promise((resolve) => waiting.add({ key, resolve }))
    },
    get connections() {
      return connections.size
    },
    dropAll() {
      for (const connection of connections.keys()) connection.drop()
    },
  }
}
