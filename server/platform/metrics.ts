import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database/database.ts'

/** What a process counts of itself; names are documented in docs/operating. */
export type Metrics = {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>
  readonly jobSeconds: Histogram<'job' | 'outcome'>
  readonly auditUnsealedSeconds: Gauge
  readonly oldestTransactionSeconds: Gauge
}

export function makeMetrics(database: Pick<Database, 'connections'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'steward_' })
  new Gauge({
    name: 'steward_database_connections',
    help: 'Connections to the database for requests, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(database.connections())) this.set({ state }, count)
    },
  })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'steward_http_request_seconds',
      help: 'Time from request to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers: [registry],
    }),
    jobSeconds: new Histogram({
      name: 'steward_job_seconds',
      help: 'Time of one piece of background work',
      labelNames: ['job', 'outcome'],
      buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3600],
      registers: [registry],
    }),
    auditUnsealedSeconds: new Gauge({
      name: 'steward_audit_unsealed_seconds',
      help: 'For how long an audit row has waited that could be sealed',
      registers: [registry],
    }),
    oldestTransactionSeconds: new Gauge({
      name: 'steward_oldest_transaction_seconds',
      help: 'For how long this process has seen the oldest writing transaction of the cluster: no later audit row can be sealed meanwhile',
      registers: [registry],
    }),
  }
}
