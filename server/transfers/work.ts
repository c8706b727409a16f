import { limits } from '../../contract/limits.ts'
import { notifyPeople, notifyPerson } from '../notifications/index.ts'
import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type JobBinding, standstillMinutes, type Timer } from '../platform/jobs.ts'
import { carryOutChunk, undoChunk } from './carry-out.ts'
import { queueTransfer } from './confirm.ts'
import { jobOf, previewJob, runJob, undoJob } from './jobs.ts'
import { previewChunk } from './preview.ts'
import { findTransfer, listUnfinishedTransfers } from './queries.ts'
import { findTransferAsker, lapseTransfers, listLapsing, refuseRest } from './state-queries.ts'
import { tellCustomers } from './tell-customers.ts'

export function transfersJobBindings(hub: Hub): readonly JobBinding[] {
  return [
    bindJob(previewJob, ({ transferId }, signal) => chunkByChunk(hub, transferId, signal, previewStep), 2),
    bindJob(runJob, ({ transferId }, signal) => chunkByChunk(hub, transferId, signal, carryOutChunk), 2),
    bindJob(undoJob, ({ transferId }, signal) => chunkByChunk(hub, transferId, signal, undoChunk), 2),
  ]
}

type Step = (scope: Scope, hub: Hub, id: string) => Promise<'more' | 'done'>

/** Chunk after chunk in the asker's name, whose rights are resolved anew before each (R-A4); without them the rest is `not_allowed`. */
async function chunkByChunk(hub: Hub, id: string, signal: AbortSignal, step: Step): Promise<void> {
  for (;;) {
    // A stopping worker leaves the rest to the next one: each chunk stands by itself.
    if (signal.aborted) throw new Error('stopping: the job goes on in another process')
    const correlation = newId()
    const asked = await hub.database.inSystem(correlation, (scope) => findTransferAsker(scope, id))
    if (!asked) return
    const actor = await findAsker(hub.database, asked.person, asked.acting, correlation)
    if (!actor || !hasPermission(actor, asked.state === 'undoing' ? 'transfer.undo' : 'device.transfer')) {
      await hub.database.inSystem(correlation, async (scope) => {
        // It was at its end already: whoever is concerned has heard of it.
        if (!(await refuseRest(scope, id))) return
        const news = { organisation: asked.acting, kind: 'transfer_failed', payload: {}, link: `/transfers/${id}` } as const
        await notifyPerson(scope, hub, { person: asked.person, ...news })
        await tellCustomers(scope, hub, id)
      })
      return
    }
    if ((await hub.database.inChunk(actor, (scope) => step(scope, hub, id), 'managed')) === 'done') return
  }
}

/** A large preview; what was confirmed on receipt goes straight on to run. */
async function previewStep(scope: Scope, hub: Hub, id: string): Promise<'more' | 'done'> {
  if ((await previewChunk(scope, hub, id)) === 'more') return 'more'
  const transfer = await findTransfer(scope, id)
  if (transfer?.state === 'previewed' && transfer.confirmed_on_receipt) await queueTransfer(hub, scope, id)
  return 'done'
}

const receiptHours = 6

const putBackAtOnce = 200

/** Previews, runs and undos whose job is gone, with every retry used up: queued again. Each chunk is done once, however often it is asked for (R-T6). */
export async function putBackTransfers(hub: Hub): Promise<void> {
  const putBack = await hub.database.inSystem(newId(), async (scope) => {
    const transfers: string[] = []
    for (const { transfer, state } of await listUnfinishedTransfers(scope, standstillMinutes, putBackAtOnce)) {
      if (await hub.queue.enqueueIfGone(scope, jobOf(state), { transferId: transfer })) transfers.push(transfer)
    }
    return transfers
  })
  if (putBack.length > 0) hub.log.warn({ transfers: putBack }, 'transfers whose job was gone were put back in the queue')
}

const remindedAtOnce = 200

/** Whoever made a preview hears in time that it lapses, once (R-T4). */
export async function remindOfPreviews(hub: Hub): Promise<void> {
  await hub.database.inSystem(newId(), async (scope) => {
    const due = await listLapsing(scope, remindedAtOnce)
    const notices = due.map(({ transfer, person, acting, rows, target }) => {
      const payload = { rows, target: target ?? '…', hours: limits.previewReminderHours }
      return { person, organisation: acting, kind: 'transfer_lapsing' as const, payload, link: `/transfers/${transfer}` }
    })
    await notifyPeople(scope, hub, notices)
  })
}

/** Previews lapse, whoever made them is reminded before; receipts of a server that died are removed; work whose job is gone is queued again. */
export function transfersTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'transfers.lapse',
      everySeconds: 300,
      run: () => hub.database.inSystem(newId(), (scope) => lapseTransfers(scope, receiptHours)),
    },
    { name: 'transfers.remind', everySeconds: 300, run: () => remindOfPreviews(hub) },
    { name: 'transfers.put_back', everySeconds: 60, run: () => putBackTransfers(hub) },
  ]
}
