// Stands in for engine.io-client when socket.io-client is bundled: WebSocket is the only transport that our server
// speaks, so long-polling, upgrades and WebTransport stay out of what a phone loads.
import { Socket as AnySocket, WebSocket } from "engine.io-client"

export * from "engine.io-client"

export class Socket extends AnySocket {
  constructor(uri, options) {
    super(uri, { ...options, transports: [WebSocket] })
  }
}
