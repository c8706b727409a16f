// Longer than 300 lines: one world in, table by table, a line for each column.
import type pg from 'pg'
import { systemClock } from '../platform/clock.ts'
import type { World } from './model/world.ts'
import { authorOf, hubEventOf, paperNames, paperRowsOf, papers } from './worlds-papers.ts'
import { customerIdOf, serialOfRow, textOf } from './worlds-texts.ts'

// Puts a world of the naive model into a database by its owner's hand, set by set; only what relationships open is left to the door.

/** The log of the hub itself. */
const hubLog = '00000000-0000-0000-0000-000000000000'

/** Empties the database and puts worlds into it, in one transaction; their ids differ (`besideEachOther`). */
export async function insertWorlds(owner: pg.Pool, worlds: readonly World[]): Promise<void> {
  const tables = worlds.map(rowsOf)
  const inserts = (tables[0] ?? []).map(([table], n): [string, Row[]] => [table, tables.flatMap((rows) => rows[n]?.[1] ?? [])])
  const client = await owner.connect()
  try {
    await client.query('begin')
    await emptyAll(client)
    for (const [table, rows] of inserts) {
      const columns = Object.keys(rows[0] ?? {}).join(', ')
      if (rows.length > 0)
        await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::hub.${table}, $1)`, [
          JSON.stringify(rows),
        ])
    }
    // What relationships open is the door's to say, not the test's.
    await client.query('select count(f) from relationship r, lateral door.follow_relationship(r.id) f')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Again where something of the last world was still under way and each waited for the other. */
async function emptyAll(client: pg.PoolClient): Promise<void> {
  const all = [...new Set([...emptied, ...paperNames.map((name) => papers[name].table)])].join(', ')
  for (let tries = 5; ; tries -= 1) {
    await client.query('savepoint empty')
    const failure = await client.query(`truncate ${all} cascade`).then(
      () => null,
      (error: unknown) => error,
    )
    if (failure === null) return
    if (tries === 0 || !(failure instanceof Error && 'code' in failure && failure.code === '40P01')) throw failure
    await client.query('rollback to empty')
  }
}

const emptied = [
  'organisation',
  'organisation_detail',
  'acquaintance',
  'person',
  'membership',
  'session',
  'relationship',
  'customer_card',
  'invitation',
  'location',
  'accreditation',
  'tenant',
  'tenant_secret',
  'reach',
  'device',
  'possession',
  'device_user',
  'counter',
  'counter_delta',
  'feed',
  'feed_row',
  'transfer',
  'transfer_row',
  'request',
  'request_device',
  'consent',
  'audit_event',
  'notification',
  'vendor',
  'idempotency_key',
  'person_secret',
]

type Row = Record<string, unknown>

function rowsOf(world: World): [string, Row[]][] {
  return [
    ...peopleRows(world),
    ...dealingRows(world),
    ...deviceRows(world),
    ...paperRows(world),
    ...ledgerRows(world),
    ...paperRowsOf(world),
  ]
}

function peopleRows(world: World): [string, Row[]][] {
  return [
    [
      'organisation',
      world.organisations.map(({ id, kind, state }) => ({
        id,
        kind,
        state,
        name: textOf('O', id),
        name_key: textOf('O', id).toLowerCase(),
        revision: 1,
        created_at: '2026-01-01',
      })),
    ],
    ['organisation_detail', world.organisations.map(({ id }) => ({ organisation: id, time_zone: 'UTC' }))],
    [
      'person',
      world.persons.map(({ id }) => ({
        id,
        mail: `${id}@hub.test`,
        name: textOf('P', id),
        language: 'en',
        time_zone: 'UTC',
        operator: false,
        created_at: '2026-01-01',
      })),
    ],
    [
      'membership',
      world.memberships.map((membership) => ({
        ...membership,
        name: textOf('M', membership.id),
        mail: `${membership.id}@hub.test`,
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'session',
      world.sessions.map(({ id, person }) => ({
        id,
        person,
        token_hash: `\\x${id.replaceAll('-', '')}`,
        agent: '',
        created_at: systemClock.now(),
        last_seen_at: systemClock.now(),
      })),
    ],
    ['notification', world.notifications.map(({ id, person }) => ({ id, at: '2026-01-01', person, kind: 'transfer_done', payload: {} }))],
  ]
}

function dealingRows(world: World): [string, Row[]][] {
  // Who knows whose card, as the doors keep it: each that makes two known to each other says so.
  const isUnanswered = ({ kind, state, to }: World['relationships'][number]) =>
    kind === 'manages' && state === 'requested' && world.organisations.some((one) => one.id === to && one.state !== 'invited')
  const known = [
    ...world.organisations.map(({ id }) => [id, id]),
    ...world.relationships.flatMap((one) =>
      isUnanswered(one)
        ? [[one.to, one.from]]
        : [
            [one.from, one.to],
            [one.to, one.from],
          ],
    ),
    ...world.accreditations.flatMap(({ organisation, vendor }) => [
      [organisation, vendor],
      [vendor, organisation],
    ]),
    ...world.auditEvents.flatMap(({ organisation, actor }) => (actor === null ? [] : [[organisation, actor]])),
  ]
  const acquaintance = [...new Map(known.map((pair) => [pair.join(), pair])).values()].map(([viewer, organisation]) => ({
    viewer,
    organisation,
  }))
  const cards = world.invitedCards.map(({ id, partner, customer }) => {
    const state = world.relationships.find((relationship) => relationship.id === id)?.state
    return { relationship: id, partner, organisation: customer, state: state === 'requested' ? 'pending' : state }
  })
  return [
    ['acquaintance', acquaintance],
    [
      'relationship',
      world.relationships.map(({ id, kind, from, to, state }) => ({
        id,
        kind,
        from_organisation: from,
        to_organisation: to,
        state,
        requested_at: '2026-01-01',
        accepted_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'customer_card',
      cards.map((card) => ({
        ...card,
        name: textOf('K', card.relationship),
        name_key: textOf('K', card.relationship).toLowerCase(),
        admin_name: textOf('Y', card.relationship),
        admin_mail: `${textOf('Y', card.relationship)}@hub.test`,
        invited_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'invitation',
      world.relationships.map(({ id, from, to }) => ({
        id,
        kind: 'customer',
        organisation: to,
        from_organisation: from,
        relationship: null,
        mail: 'a@hub.test',
        name: 'A',
        token_hash: `\\x${id.replaceAll('-', '')}`,
        version: 1,
        sent_at: '2026-01-01',
        expires_at: '2026-01-02',
      })),
    ],
    [
      'location',
      world.locations.map(({ id, partner, locationId }) => ({
        id,
        partner,
        location_id: locationId,
        name: textOf('L', id),
        takes_cases: true,
        created_at: '2026-01-01',
      })),
    ],
    [
      'accreditation',
      world.accreditations.map(({ id, organisation, vendor, kind, validFrom, validUntil }) => ({
        id,
        organisation,
        vendor,
        kind,
        valid_from: validFrom,
        valid_until: validUntil,
        created_at: '2026-01-01',
      })),
    ],
    [
      'tenant',
      world.tenants.map(({ id, kind, organisation }) => ({
        id,
        kind,
        organisation,
        customer_id: customerIdOf(id),
        collection: false,
        ever_used: true,
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'tenant_secret',
      world.tenantSecrets.map(({ tenant }) => ({
        tenant,
        cpin_cipher: '\\x00',
        cpin_lookup: `\\x${tenant.replaceAll('-', '')}`,
        rotated_at: '2026-01-01',
      })),
    ],
    ['reach', world.tenants.map(({ id, organisation }) => ({ organisation, tenant: id, whose: organisation, via: 'own' }))],
  ]
}

function deviceRows(world: World): [string, Row[]][] {
  const present = new Map(world.possessions.map(({ id, device }) => [device, id]))
  const devices = new Map(world.devices.map((device) => [device.id, device]))
  const serial = (device: string) => textOf('S', devices.get(device)?.twinOf ?? '').toUpperCase()
  // The first that is there in a tenant hosts the others (R-D2).
  const hosts = new Map(world.devices.toReversed().flatMap(({ id, tenant, retired }) => (retired ? [] : [[tenant, id]])))
  const hostOf = ({ id, tenant, retired }: World['devices'][number]) => (retired || hosts.get(tenant) === id ? null : hosts.get(tenant))
  return [
    [
      'device',
      world.devices.map((device) => ({
        id: device.id,
        vendor: device.vendor,
        product_number: 'P',
        product_key: 'P',
        serial: serial(device.id),
        serial_key: serial(device.id),
        model: 'M',
        connection: hostOf(device) ? 'central' : 'direct',
        host: hostOf(device),
        proof: device.proof,
        tenant: device.tenant,
        possession: present.get(device.id),
        reseller: device.reseller,
        service: device.service,
        arrived_at: '2026-01-01',
        first_seen_at: '2026-01-01',
        retired_at: device.retired ? '2026-02-01' : null,
        archived_at: device.archived ? '2026-01-15' : null,
      })),
    ],
    [
      'possession',
      world.possessions.map(({ id, device, tenant, began, ended }) => ({
        id,
        device,
        tenant,
        began_at: began,
        ended_at: ended,
        began_by: 'transfer',
        vendor: devices.get(device)?.vendor,
        product_number: 'P',
        serial: serial(device),
        model: 'M',
      })),
    ],
    [
      'device_user',
      world.possessions.flatMap(({ id, recordedUser }) => (recordedUser === null ? [] : [{ possession: id, person: recordedUser }])),
    ],
  ]
}

function paperRows(world: World): [string, Row[]][] {
  const partnerOf = (location: string | null) => world.locations.find(({ id }) => id === location)?.partner ?? null
  const reporterOf = (feed: string) => world.feeds.find(({ id }) => id === feed)?.reporter
  const texts = {
    vendor_name: '',
    product_number: '',
    product_key: '',
    serial: '',
    serial_key: '',
    model: '',
    location_id: '',
    sale_date_text: '',
    web_order: '',
    end_customer: '',
  }
  return [
    [
      'feed',
      world.feeds.map(({ id, reporter }) => ({
        id,
        reporter,
        person: authorOf(world, id),
        reported_by: textOf('G', id),
        file_name: 'f',
        state: 'done',
        rows: 0,
        decided: 0,
        decided_to: 0,
        outcomes: {},
        created_at: '2026-01-01',
        received_at: '2026-01-01',
      })),
    ],
    [
      'feed_row',
      world.feedRows.map(({ feed, line, location, vendor, outcome }) => ({
        feed,
        line,
        reporter: reporterOf(feed),
        ...texts,
        serial: serialOfRow({ feed, line, location, vendor, outcome }).toUpperCase(),
        serial_key: serialOfRow({ feed, line, location, vendor, outcome }).toUpperCase(),
        outcome,
        vendor,
        location,
        placed_for: outcome === 'placed' ? partnerOf(location) : null,
      })),
    ],
    [
      'transfer',
      world.transfers.map(({ id, asker }) => ({
        id,
        asked_by: authorOf(world, id),
        asked_by_name: textOf('T', id),
        home: asker,
        acting: asker,
        state: 'done',
        confirmed_on_receipt: true,
        rows: 0,
        progress: 0,
        outcomes: {},
        sources: [],
        target_key: '',
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'transfer_row',
      world.transferRows.map(({ transfer, line }) => ({
        transfer,
        line,
        serial: textOf('R', transfer).toUpperCase(),
        serial_key: textOf('R', transfer).toUpperCase(),
        foreseen: 'not_found',
        outcome: 'not_found',
        product_key: '',
        target_text: '',
        target_key: '',
        picked: false,
      })),
    ],
    [
      'audit_event',
      [...world.auditEvents, { id: hubEventOf(world), organisation: hubLog, actor: null }].map(({ id, organisation, actor }) => ({
        id,
        at: '2026-01-01',
        organisation,
        era: 1,
        kind: 'transfer.moved_in',
        acting: actor,
        home: actor,
        capacity: 'member',
        // Of the devices that were there from the first hour on.
        detail: { count: 1, at: '2026-01-01T01:00:00.000Z' },
      })),
    ],
  ]
}

/** Requests, the devices that they name, and consents (R-D10). */
function ledgerRows(world: World): [string, Row[]][] {
  const terms = ({ customer, devices }: World['requests'][number]) => ({
    kind: 'device_move',
    customer,
    tenant: world.tenants.find(({ kind, organisation }) => kind === 'customer' && organisation === customer)?.id,
    scope: devices.length === 0 ? 'tenant' : 'devices',
  })
  const endOf = (request: string) => world.consents.find((consent) => consent.request === request)?.ended
  const until = (request: string) => (endOf(request) === 'expired' ? '2026-01-02' : '2999-12-31')
  return [
    [
      'request',
      world.requests.map((request) => ({
        id: request.id,
        ...terms(request),
        until: until(request.id),
        partner: request.partner,
        purpose: textOf('Q', request.id),
        state: request.state,
        asked_by: authorOf(world, request.id),
        asked_by_name: textOf('W', request.id),
        lapses_at: '2999-12-31',
        answered_at: request.state === 'open' ? null : '2026-01-02',
      })),
    ],
    ['request_device', world.requests.flatMap(({ id: request, devices }) => devices.map((device) => ({ request, device })))],
    [
      'consent',
      world.consents.flatMap(({ id, request: of, ended }) => {
        const request = world.requests.find((one) => one.id === of)
        if (!request) return []
        const author = { given_by: authorOf(world, id), given_by_name: textOf('V', id) }
        const withdrawn = ended === 'withdrawn' ? { withdrawn_at: '2026-01-03', withdrawn_by: authorOf(world, of) } : {}
        return [
          {
            id,
            ...terms(request),
            until: until(of),
            request: of,
            grantee: request.partner,
            ...author,
            given_at: '2026-01-01',
            withdrawn_at: null,
            withdrawn_by: null,
            ...withdrawn,
          },
        ]
      }),
    ],
  ]
}
