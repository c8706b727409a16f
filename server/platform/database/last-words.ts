import pg from 'pg'

/**
 * pg-pool, and pg-boss's listener, let go of a connection whose last word ("terminating connection …") is not read yet: an error event that nobody
 * hears would end the process. Whoever used the connection has been told by their statements.
 */
const { emit } = pg.Client.prototype
pg.Client.prototype.emit = function (this: pg.Client, ...event: Parameters<typeof emit>) {
  return event[0] === 'error' && this.listenerCount('error') === 0 ? false : emit.apply(this, event)
}
