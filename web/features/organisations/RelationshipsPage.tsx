import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptRelationship, endRelationship, listRelationships, setRelationshipAccess } from '../../../contract/dealings.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Meanings, Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { LinkIcon, PlusIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { RequestRelationship } from './RequestRelationship.tsx'

type Relationship = ReplyOf<typeof listRelationships>['items'][number]
type Asking = { what: 'disable' | 'end'; relationship: Relationship } | null

const tones: Record<Relationship['state'], Tone> = { requested: 'warn', accepted: 'good', disabled: 'quiet', ended: 'quiet' }

/** Who stands at the other end. */
function otherOf({ from, to }: Relationship, own: string | undefined) {
  return from.id === own ? to : from
}

/** Ending has its own word before the answer: whoever asked withdraws, whoever was asked refuses. */
function endingOf({ state, from }: Relationship, own: string | undefined): 'end' | 'withdraw' | 'refuse' {
  if (state !== 'requested') return 'end'
  return from.id === own ? 'withdraw' : 'refuse'
}

function Actions({ row, ask }: { row: Relationship; ask: (asking: Asking) => void }) {
  const { t } = useTranslation()
  const own = useActingFor()
  const accept = useAct(acceptRelationship)
  const access = useAct(setRelationshipAccess)
  const params = { id: row.id }
  return (
    <>
      <RowActions>
        {row.can.accept ? (
          <Button size="xs" loading={accept.isPending} onClick={() => accept.mutate({ params })}>
            {t('relationships.accept')}
          </Button>
        ) : null}
        {row.can.enable ? (
          <Button size="xs" loading={access.isPending} onClick={() => access.mutate({ params, body: { enabled: true } })}>
            {t('relationships.enable')}
          </Button>
        ) : null}
        {row.can.disable ? (
          <Button size="xs" variant="default" onClick={() => ask({ what: 'disable', relationship: row })}>
            {t('relationships.disable')}
          </Button>
        ) : null}
        {row.can.end ? (
          <Button size="xs" variant="default" onClick={() => ask({ what: 'end', relationship: row })}>
            {t(`relationships.${endingOf(row, own)}`)}
          </Button>
        ) : null}
      </RowActions>
      <FormProblem problem={accept.error ?? access.error} />
    </>
  )
}

function mayAct({ can }: Relationship): boolean {
  return can.accept || can.enable || can.disable || can.end
}

/** Disabling and ending look alike until one knows how each is taken back (R-C2). */
function ActMeanings({ rows }: { rows: readonly Relationship[] }) {
  const { t } = useTranslation()
  const one = rows.find(({ can }) => can.disable)
  if (!one) return null
  return (
    <Meanings
      of={[
        [t('relationships.disable'), t(`relationships.disableMeans.${one.kind}`)],
        [t('relationships.end'), t(`relationships.endMeans.${one.kind}`)],
      ]}
    />
  )
}

function useColumns(ask: (asking: Asking) => void): Column<Relationship>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const own = useActingFor()
  return [
    {
      key: 'other',
      header: t('relationships.with'),
      lead: true,
      cell: (row) => {
        const { name, country } = otherOf(row, own)
        return (
          <>
            {name} {country ? <Quiet>· {formats.country(country)}</Quiet> : null}
          </>
        )
      },
    },
    {
      key: 'state',
      fit: true,
      header: t('relationships.state'),
      cell: (row) => <Tag tone={tones[row.state]}>{t(`relationships.states.${row.state}`)}</Tag>,
    },
    { key: 'requested', fit: true, header: t('relationships.requestedAt'), cell: (row) => <Quiet>{formats.date(row.requestedAt)}</Quiet> },
    {
      key: 'accepted',
      fit: true,
      header: t('relationships.acceptedAt'),
      cell: (row) => <Quiet>{row.acceptedAt ? formats.date(row.acceptedAt) : '–'}</Quiet>,
    },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) => (mayAct(row) ? <Actions row={row} ask={ask} /> : null),
    },
  ]
}

function Asked({ asking, onClose }: { asking: NonNullable<Asking>; onClose: () => void }) {
  const { t } = useTranslation()
  const own = useActingFor()
  const end = useAct(endRelationship, onClose)
  const access = useAct(setRelationshipAccess, onClose)
  const { what, relationship } = asking
  const params = { id: relationship.id }
  const { name } = otherOf(relationship, own)
  const word = what === 'disable' ? 'disable' : endingOf(relationship, own)
  return (
    <Confirm
      opened
      title={t(`relationships.${word}Title`, { name })}
      action={t(`relationships.${word}`)}
      danger
      pending={end.isPending || access.isPending}
      problem={end.error ?? access.error}
      onConfirm={() => (what === 'end' ? end.mutate({ params }) : access.mutate({ params, body: { enabled: false } }))}
      onClose={onClose}
    >
      {word === 'disable' || word === 'end'
        ? t(`relationships.${word}Texts.${relationship.kind}`, { name })
        : t('relationships.requestText')}
    </Confirm>
  )
}

/** Suppliers of a partner, partners of a provider, partners of a customer. */
export function RelationshipsPage() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind ?? 'customer'
  const mayRequest = useMay()('relationship.request') && kind === 'provider'
  const [asking, setAsking] = useState<Asking>(null)
  const [requesting, request] = useDisclosure(false)
  const columns = useColumns(setAsking)
  const relationships = useRows(
    listRelationships,
    { query: { kind: kind === 'customer' ? 'manages' : 'supplies' } },
    { keyOf: (row) => row.id },
  )
  const rows = relationships.data?.items ?? []
  const title = kind === 'partner' ? t('shell.places.providers') : t('shell.places.partners')
  const who = kind === 'vendor' ? 'provider' : kind
  const start = mayRequest ? (
    <Button leftSection={<PlusIcon />} onClick={request.open}>
      {t('relationships.request')}
    </Button>
  ) : null
  return (
    <Page title={title} lead={t(`relationships.lead.${who}`)} actions={start}>
      <ActMeanings rows={rows} />
      <ListTable
        name="relationships"
        of={relationships}
        caption={title}
        columns={rows.some(mayAct) ? columns : columns.filter(({ key }) => key !== 'actions')}
        empty={
          <Empty icon={<LinkIcon size={20} />} title={t(`relationships.empty.${who}`)} action={start}>
            {t(`relationships.emptyText.${who}`)}
          </Empty>
        }
      />
      <RequestRelationship opened={requesting} onClose={request.close} />
      {asking ? <Asked asking={asking} onClose={() => setAsking(null)} /> : null}
    </Page>
  )
}
