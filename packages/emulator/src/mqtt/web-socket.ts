import { WebSocketServer } from 'ws'
import type { Upgrade } from '../realm.ts'
import type { Broker } from './broker.ts'
import { Connection } from './connection.ts'

const protocol = 'mqtt'

/** Answers an upgrade to a WebSocket for a broker at `host`; one that does not ask for MQTT is refused. */
export function openWebSocket({ url, incoming, socket, head }: Upgrade, broker: Broker, host: string): void {
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  })
  const offered = incoming.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? []
  if (url.host !== host || !offered.includes(protocol))
    return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  server.handleUpgrade(incoming, socket, head, (webSocket) =>
    broker.join((parts) => new Connection({ ...parts, socket: webSocket, path: url.pathname })),
  )
}
