import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { listConsents, listRequests } from '../../contract/consents.ts'
import { getCustomer, getCustomerSettings, listCustomers } from '../../contract/customers.ts'
import { listRelationships } from '../../contract/dealings.ts'
import { getDevice, getHoldingHistory, getHoldingTenant, listDevices, listPossessions } from '../../contract/devices.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { feedHealth, getFeed, listFeedRows, listFeeds, listHeldRows } from '../../contract/feeds.ts'
import { listNotifications, type liveEvent } from '../../contract/notifications.ts'
import { getSupportSession, listSupportSessions } from '../../contract/support-sessions.ts'
import { getTransfer, listTransferRows, listTransfers } from '../../contract/transfers.ts'
import { findSilence, recheckSession } from './session.ts'

type LiveEvent = z.output<typeof liveEvent>

const devices = [listDevices, getHoldingTenant, getHoldingHistory, getDevice, listPossessions]

/** What is read again when an event of this kind comes. */
const touched: Record<LiveEvent['kind'], readonly Endpoint[]> = {
  notification: [
    listNotifications,
    listHeldRows,
    listRequests,
    listConsents,
    getFeed,
    listFeedRows,
    listCustomers,
    getCustomer,
    getCustomerSettings,
    listRelationships,
    getSupportSession,
    listSupportSessions,
    ...devices,
  ],
  transfer: [getTransfer, listTransfers, listTransferRows, ...devices],
  feed: [getFeed, listFeeds, listFeedRows, feedHealth, ...devices],
  support_session: [getSupportSession, listSupportSessions],
  session_ended: [],
}

function isLiveEvent(value: unknown): value is LiveEvent {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && value.kind in touched
}

function apply(queries: QueryClient, { kind, organisationId }: LiveEvent) {
  if (kind === 'session_ended') return void recheckSession(queries)
  const names = touched[kind].map((endpoint) => endpoint.name)
  void queries.invalidateQueries({
    predicate: ({ queryKey: [owner, name] }) =>
      names.includes(String(name)) && (kind === 'notification' || organisationId === null || owner === organisationId),
  })
}

const retryMilliseconds = 5_000

/**
 * One stream for everything; the browser reconnects by itself, and after a gap everything shown is read again. Answers whether the hub
 * has been away for some seconds: what is shown may be old.
 */
export function useLive(signedIn: boolean): boolean {
  const queries = useQueryClient()
  const [away, setAway] = useState(false)
  useEffect(() => {
    if (!signedIn) return
    let source: EventSource
    let gap = false
    let timer = 0
    let watch = 0
    // A proxy may refuse streams while everything else works.
    const look = () => void findSilence().then((silence) => setAway(gap && silence !== undefined))
    const open = () => {
      source = new EventSource('/api/v1/events')
      source.onopen = () => {
        if (gap) void queries.invalidateQueries()
        gap = false
        window.clearInterval(watch)
        setAway(false)
      }
      const take = (message: MessageEvent<string>) => {
        try {
          const event: unknown = JSON.parse(message.data)
          if (isLiveEvent(event)) apply(queries, event)
        } catch {
          // A keep-alive without content.
        }
      }
      source.onmessage = take
      for (const kind of Object.keys(touched)) source.addEventListener(kind, take)
      source.onerror = () => {
        window.clearInterval(watch)
        watch = window.setInterval(look, retryMilliseconds)
        gap = true
        if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, retryMilliseconds)
      }
    }
    open()
    return () => {
      window.clearTimeout(timer)
      window.clearInterval(watch)
      source.close()
    }
  }, [signedIn, queries])
  return away
}
