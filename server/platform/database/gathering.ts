import { Socket } from 'node:net'

/**
 * A connection that sends what is said within one turn of the event loop as one piece: the beginning of a transaction and its first statements wake
 * PostgreSQL once instead of once each, which costs more than most of the statements (docs/decisions/0018).
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  // `connect` puts the usual `write` back.
  return socket.once('connect', () => gather(socket))
}

function gather(socket: Socket): void {
  const { write } = socket
  let gathers = false
  const gathered = (...said: Parameters<typeof write>) => {
    if (!gathers) {
      gathers = true
      socket.cork()
      process.nextTick(() => {
        gathers = false
        socket.uncork()
      })
    }
    return Reflect.apply(write, socket, said)
  }
  // Not for ever: the end of a connection puts another one in its place.
  Object.assign(socket, { write: gathered })
}
