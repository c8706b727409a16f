import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { postmasterOf, processesOf } from '../embedded.ts'
import { type Killable, type KillableHub, killableProcess } from './server.ts'

const servers = 3

/** Three whole servers over one PostgreSQL of the operator's, behind a balancer: one of them is killed at a time, in turn, or all, or the database. */
export function severalHub(folder: string, port: number): KillableHub {
  const dataDir = join(folder, 'data')
  const said: string[] = []
  const all: Killable[] = []
  let database: EmbeddedPostgres
  let balancer: Server
  let next = 0
  const startDatabase = async () => {
    database = await startEmbeddedPostgres({ dataDir })
  }
  const startServers = () => Promise.all(all.map((one) => one.start()))
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    victims: { server: ['web', 'worker'], database: ['database'], all: ['web', 'worker', 'database'] },
    async start() {
      await startDatabase()
      const ports = Array.from({ length: servers }, (_, n) => port + 1 + n)
      const common = {
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        SECRET_KEY: 'the same key in every process of one hub',
      }
      all.splice(0, servers, ...ports.map((own) => killableProcess(folder, { ...common, PORT: String(own) }, said)))
      await startServers()
      balancer = await openBalancer(port, ports)
    },
    async kill(victim) {
      if (victim === 'server') {
        next = (next + 1) % servers
        await all[next]?.end('SIGKILL')
        return
      }
      process.kill(await postmasterOf(dataDir), 'SIGKILL')
      await Promise.all([database.gone, ...(victim === 'all' ? all.map((one) => one.end('SIGKILL')) : [])])
    },
    async revive(victim) {
      if (victim !== 'server') await startDatabase()
      if (victim === 'server') await all[next]?.start()
      if (victim === 'all') await startServers()
      for (const one of all) one.mustRun()
    },
    async stop() {
      balancer?.close()
      await Promise.all(all.map((one) => one.end('SIGTERM')))
      await database?.stop()
      return processesOf(folder).map(({ command }) => command)
    },
  }
}

/** Gives each connection to the next server that takes it; one whose server dies, dies with it. */
function openBalancer(port: number, targets: readonly number[]): Promise<Server> {
  let turn = 0
  const hand = (client: Socket, tries: number) => {
    turn += 1
    const target = connect(targets[turn % targets.length] ?? 0, '127.0.0.1')
    target.once('connect', () => {
      client.pipe(target).pipe(client)
      client.once('close', () => target.destroy())
    })
    target.once('close', () => client.destroy())
    target.on('error', () => {
      if (!target.connecting && target.bytesRead + target.bytesWritten > 0) return
      target.removeAllListeners('close')
      if (tries > 1) hand(client, tries - 1)
      else client.destroy()
    })
  }
  return new Promise((resolve, reject) => {
    const server = createServer((client) => {
      client.on('error', () => client.destroy())
      hand(client, targets.length)
    })
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
