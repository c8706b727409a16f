import { getQuota, listQuotas, setQuota } from '../../contract/quotas.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { listQuotaPage, showQuota } from './read.ts'
import { setQuotaOf } from './set.ts'

export function quotaRoutes(): readonly Bound[] {
  return [
    bind(getQuota, (scope) => showQuota(scope)),
    bind(listQuotas, (scope, { query }) => listQuotaPage(scope, query)),
    bind(setQuota, (scope, { params, body, ifMatch }) => setQuotaOf(scope, params.id, body.devices, ifMatch)),
  ]
}
