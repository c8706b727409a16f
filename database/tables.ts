// Made by `npm run generate` from the migrations. Not edited.
import type { Generated, GeneratedAlways } from 'kysely'

export type Tables = {
  accreditation: {
    id: string
    organisation: string
    vendor: string
    kind: string
    valid_from: string
    valid_until: string | null
    created_at: Generated<Date>
  }
  acquaintance: {
    viewer: string
    organisation: string
    kind: Generated<string>
    name_key: Generated<string>
  }
  applicant: {
    id: string
    company: string
    country: string
    city: string | null
    name: string
    mail: string
    language: string
    vendors: string[]
    kinds: string[]
    statement: string
    token_hash: Buffer
    asked_at: Date
    expires_at: Date
    person: string | null
    confirmed_at: Date | null
    filed_at: Date | null
    organisation: string | null
  }
  application: {
    id: string
    vendor: string
    applicant: string | null
    organisation: string | null
    company_key: string
    company: string
    country: string | null
    city: string | null
    name: string
    mail: string
    kinds: string[]
    statement: string
    filed_at: Date
    decided_at: Date | null
    decided_by: string | null
    approved: boolean | null
    reason: string | null
  }
  attempt: {
    kind: string
    subject: string
    began_at: Date
    n: number
  }
  audit_event: {
    id: string
    at: Generated<Date>
    organisation: string
    era: number
    xid: Generated<string>
    kind: string
    person: string | null
    person_name: string | null
    home: string | null
    acting: string | null
    capacity: string
    correlation: string | null
    subject: string | null
    detail: Generated<unknown>
    salt: Generated<string | null>
  }
  audit_seal: {
    number: number
    era: number
    from_xid: string
    to_xid: string
    rows: number
    root: Buffer
    previous: Buffer
    hash: Buffer
    sealed_at: Generated<Date>
  }
  consent: {
    id: string
    kind: string
    request: string
    grantee: string
    customer: string
    tenant: string
    scope: string
    until: string
    given_by: string
    given_by_name: string
    given_at: Generated<Date>
    withdrawn_by: string | null
    withdrawn_at: Date | null
  }
  counter: {
    tenant: string
    kind: string
    n: number
  }
  counter_delta: {
    id: GeneratedAlways<number>
    tenant: string
    kind: string
    n: number
  }
  customer_card: {
    relationship: string
    partner: string
    organisation: string
    name: string
    name_key: string
    address: string | null
    city: string | null
    postcode: string | null
    country: string | null
    admin_name: string
    admin_mail: string
    admin_phone: string | null
    state: Generated<string>
    invited_at: Generated<Date>
    accepted_at: Date | null
    revision: Generated<number>
  }
  demonstration_sign_in: {
    mail: string
    password: string
    organisation: string
    roles: string[]
    what: string
    place: number
  }
  device: {
    id: string
    vendor: string
    product_number: string
    product_key: string
    serial: string
    serial_key: string
    serial_tail: GeneratedAlways<string>
    mac: string | null
    model: Generated<string>
    connection: Generated<string>
    host: string | null
    proof: string
    tenant: string
    managing_partner: string | null
    possession: string
    reseller: string | null
    service: string | null
    arrived_at: Date
    first_seen_at: Date
    retired_at: Date | null
    merged_into: string | null
    active_at: Date | null
    archived_at: Date | null
  }
  device_registration: {
    id: string
    organisation: string
    tenant: string
    person: string
    registered_by: string
    file_name: string | null
    rows: number
    outcomes: unknown | null
    at: Generated<Date>
  }
  device_registration_row: {
    registration: string
    line: number
    vendor_name: string
    product_number: string
    product_key: string
    serial: string
    serial_key: string
    model: string
    evidence: string
    fault: string | null
    outcome: string | null
    vendor: string | null
    device: string | null
  }
  device_removal: {
    id: string
    organisation: string
    tenant: string
    person: string
    removed_by: string
    devices: number
    at: Generated<Date>
    undo_until: Date
    undone_at: Date | null
    undone_by: string | null
    restored: number | null
  }
  device_removal_row: {
    removal: string
    device: string
    possession: string
  }
  device_user: {
    person: string
    possession: string
  }
  digest: {
    person: string
    day: string
  }
  feed: {
    id: string
    reporter: string
    person: string
    reported_by: string
    file_name: string
    content_hash: Buffer | null
    state: string
    rows: Generated<number>
    decided: Generated<number>
    decided_to: Generated<number>
    outcomes: Generated<unknown>
    created_at: Generated<Date>
    received_at: Generated<Date>
    finished_at: Date | null
    run: Generated<number>
  }
  feed_count: {
    feed: string
    reporter: string
    vendor: string | null
    partner: string | null
    outcome: string
    reported_at: Date
    n: number
  }
  feed_retry: {
    feed: string
    run: number
    reporter: string
    person: string
    asked_by: string
    outcome: string | null
    asked_at: Generated<Date>
    rows: number
    decided: Generated<number>
    placed: Generated<number>
    finished_at: Date | null
  }
  feed_row: {
    feed: string
    line: number
    reporter: string
    vendor_name: Generated<string>
    product_number: Generated<string>
    product_key: Generated<string>
    serial: Generated<string>
    serial_key: Generated<string>
    model: Generated<string>
    location_id: Generated<string>
    sale_date: string | null
    sale_date_text: Generated<string>
    web_order: Generated<string>
    end_customer: Generated<string>
    fault: string | null
    outcome: string | null
    vendor: string | null
    location: string | null
    placed_for: string | null
    device: string | null
    revision: Generated<number>
    run: Generated<number>
    waiting: Generated<boolean>
    reason: string | null
  }
  feed_row_past: {
    feed: string
    line: number
    revision: number
    reporter: string
    at: Generated<Date>
    act: string
    by_name: string
    outcome: string | null
    fault: string | null
    reason: string | null
    sent: unknown | null
  }
  idempotency_key: {
    organisation: string
    key: string
    operation: string
    content_hash: Buffer
    status: number | null
    reply: unknown | null
    created_at: Generated<Date>
  }
  installation: {
    id: Generated<boolean>
    prefix: string
    era: Generated<number>
    system_identifier: number | null
    key_check: Buffer | null
    demonstration: Generated<boolean>
    created_at: Generated<Date>
  }
  invitation: {
    id: string
    kind: string
    organisation: string
    from_organisation: string | null
    membership: string | null
    relationship: string | null
    mail: string
    name: string
    token_hash: Buffer
    version: Generated<number>
    sent_at: Generated<Date>
    expires_at: Date
    accepted_at: Date | null
    accepted_by: string | null
    revoked_at: Date | null
  }
  known_device: {
    person: string
    agent: string
    network: string
    last_seen_at: Generated<Date>
  }
  location: {
    id: string
    partner: string
    location_id: string
    name: string
    city: string | null
    country: string | null
    takes_cases: Generated<boolean>
    created_at: Generated<Date>
  }
  mail: {
    id: string
    at: Generated<Date>
    organisation: string | null
    to_address: string
    language: string
    kind: string
    payload: unknown
    state: Generated<string>
    tries: Generated<number>
    error: string | null
    sent_at: Date | null
  }
  mailbox_message: {
    id: string
    at: Generated<Date>
    from_address: string
    to_address: string
    subject: string
    text: string
    html: string | null
  }
  membership: {
    id: string
    person: string | null
    organisation: string
    roles: string[]
    locations: string[] | null
    name: string
    mail: string
    phone: string | null
    status: string
    joined_at: Date | null
    created_at: Generated<Date>
    revision: Generated<number>
  }
  migration: {
    name: string
    hash: string
    applied_at: Generated<Date>
  }
  notification: {
    id: string
    at: Generated<Date>
    person: string
    organisation: string | null
    kind: string
    payload: Generated<unknown>
    link: string | null
    read_at: Date | null
    mailing: Generated<string | null>
    mail: string | null
  }
  notification_choice: {
    person: string
    ways: Generated<unknown>
    revision: Generated<number>
  }
  organisation: {
    id: string
    kind: string
    name: string
    name_key: string
    country: string | null
    state: Generated<string>
    merged_into: string | null
    created_at: Generated<Date>
    revision: Generated<number>
  }
  organisation_detail: {
    organisation: string
    address: string | null
    city: string | null
    postcode: string | null
    phone: string | null
    web: string | null
    time_zone: Generated<string>
    second_factor_required: Generated<boolean>
    session_hours: number | null
  }
  password_reset: {
    id: string
    mail: string
    token_hash: Buffer
    asked_at: Date
    expires_at: Date
    used_at: Date | null
  }
  person: {
    id: string
    mail: string
    name: string
    language: Generated<string>
    time_zone: Generated<string>
    operator: Generated<boolean>
    created_at: Generated<Date>
    phone: string | null
  }
  person_secret: {
    person: string
    password_hash: string
  }
  possession: {
    id: string
    device: string
    tenant: string
    began_at: Date
    ended_at: Date | null
    began_by: string
    origin_partner: string | null
    last_holding: string | null
    reseller: string | null
    service: string | null
    vendor: string
    product_number: string
    serial: string
    model: string
  }
  proof_request: {
    id: string
    device: string
    possession: string
    tenant: string
    vendor: string
    organisation: string
    person: string
    evidence: string
    asked_at: Generated<Date>
    state: Generated<string>
    reason: string | null
    settled_at: Date | null
  }
  quota: {
    partner: string
    devices: number
    revision: Generated<number>
    used: number
    counted_at: Generated<Date>
    told: Generated<number>
  }
  reach: {
    organisation: string
    tenant: string
    whose: string
    via: string
    until: Date | null
    listed: Generated<boolean>
  }
  recovery_code: {
    person: string
    hash: Buffer
    used_at: Date | null
  }
  registration: {
    id: string
    mail: string
    name: string
    language: string
    location_id: string
    token_hash: Buffer
    asked_at: Date
    expires_at: Date
    person: string | null
    confirmed_at: Date | null
    partner: string | null
    decided_at: Date | null
    decided_by: string | null
    admitted: boolean | null
  }
  relationship: {
    id: string
    kind: string
    from_organisation: string
    to_organisation: string
    state: string
    disabled_by: string | null
    requested_at: Generated<Date>
    accepted_at: Date | null
    ended_at: Date | null
    revision: Generated<number>
  }
  request: {
    id: string
    kind: string
    partner: string
    customer: string
    tenant: string
    scope: string
    purpose: string
    until: string
    state: Generated<string>
    asked_by: string
    asked_by_name: string
    created_at: Generated<Date>
    lapses_at: Date
    answered_by: string | null
    answered_by_name: string | null
    answered_at: Date | null
  }
  request_device: {
    request: string
    device: string
  }
  saved_view: {
    id: string
    person: string
    organisation: string | null
    list: string
    name: string
    state: unknown
    is_default: Generated<boolean>
    revision: Generated<number>
  }
  second_factor: {
    person: string
    secret: Buffer
    in_force_since: Date | null
    last_step: Generated<number>
  }
  session: {
    id: string
    person: string
    token_hash: Buffer
    acting_for: string | null
    agent: Generated<string>
    created_at: Generated<Date>
    last_seen_at: Generated<Date>
    ended_at: Date | null
    address: Generated<string>
  }
  setting: {
    one: Generated<boolean>
    name: string | null
    help_mail: string | null
    help_link: string | null
    language: string | null
    announcement: unknown | null
    revision: Generated<number>
    changed_at: Generated<Date>
  }
  support_session: {
    id: string
    person: string
    person_name: string
    home: string | null
    customer: string
    kind: string
    reason: string
    opened_at: Generated<Date>
    ends_at: Date
    ended_at: Date | null
    ended_by: string | null
  }
  tenant: {
    id: string
    kind: string
    organisation: string
    customer_id: string
    managing_partner: string | null
    listed_by: string | null
    default_reseller: string | null
    default_service: string | null
    collection: Generated<boolean>
    ever_used: Generated<boolean>
    created_at: Generated<Date>
    revision: Generated<number>
    archive_after_days: number | null
  }
  tenant_secret: {
    tenant: string
    cpin_cipher: Buffer
    cpin_lookup: Buffer
    rotated_at: Generated<Date>
    previous_lookup: Buffer | null
    previous_until: Date | null
  }
  transfer: {
    id: string
    asked_by: string
    asked_by_name: string
    home: string
    acting: string
    state: string
    file_name: string | null
    content_hash: Buffer | null
    asked_source: string | null
    asked_target: string | null
    confirmed_on_receipt: Generated<boolean>
    source: string | null
    target: string | null
    rows: Generated<number>
    progress: Generated<number>
    outcomes: Generated<unknown>
    undo_outcomes: unknown | null
    sources: Generated<unknown>
    target_label: unknown | null
    target_key: Generated<string>
    confirmed_by: string | null
    undo_of_person: string | null
    confirmed_at: Date | null
    created_at: Generated<Date>
    previewed_at: Date | null
    finished_at: Date | null
    revision: Generated<number>
    several: Generated<boolean>
    targets: Generated<unknown>
    source_count: Generated<number>
    target_count: Generated<number>
    reminded_at: Date | null
    wants_consent: Generated<number>
    undone_at: Date | null
    undone_by_name: string | null
    retry_of: string | null
  }
  transfer_end: {
    transfer: string
    side: string
    tenant: string
    devices: number
  }
  transfer_row: {
    transfer: string
    line: number
    serial: string
    serial_key: string
    product_key: Generated<string>
    target_text: string
    target_key: Generated<string>
    fault: string | null
    picked: Generated<boolean>
    foreseen: string | null
    foreseen_source: string | null
    device: string | null
    outcome: string | null
    reason: string | null
    from_tenant: string | null
    to_tenant: string | null
    from_possession: string | null
    to_possession: string | null
    undo_possession: string | null
    undo: string | null
    hosts: Generated<boolean>
    follows: number | null
    added: Generated<boolean>
    hint: string | null
  }
  vendor: {
    organisation: string
    name: string
  }
  vendor_criteria: {
    vendor: string
    is_open: boolean
    criteria: string
    revision: Generated<number>
  }
}
