import {
  answerRequest,
  exportConsents,
  listConsents,
  listRequests,
  sendRequest,
  withdrawConsent,
  withdrawRequest,
} from '../../contract/consents.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { answerAsked, withdrawGiven } from './answer.ts'
import { sendAsked } from './ask.ts'
import { streamLedger } from './export.ts'
import { listConsentPage, listRequestPage } from './list.ts'
import { withdrawAsked } from './withdraw.ts'

export function consentRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listRequests, (scope, call) => listRequestPage(scope, call.query)),
    bind(sendRequest, (scope, call) => sendAsked(hub, scope, call.body)),
    bind(answerRequest, (scope, call) => answerAsked(hub, scope, call.params.id, call.body.answer)),
    bind(withdrawRequest, (scope, call) => withdrawAsked(hub, scope, call.params.id)),
    bindWhole(exportConsents, (_database, call) => streamLedger(hub, call)),
    bind(listConsents, (scope, call) => listConsentPage(scope, call.query)),
    bind(withdrawConsent, (scope, call) => withdrawGiven(scope, call.params.id)),
  ]
}
