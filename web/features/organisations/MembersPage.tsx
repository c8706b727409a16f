import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listMembers, removeMember } from '../../../contract/organisations.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useListing, useSearchText } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { useRoleNames } from '../../app/roles.ts'
import { useRows } from '../../app/rows.ts'
import { useMay, useMembership } from '../../app/session.ts'
import { MailAddress, Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { PeopleIcon, PlusIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Empty } from '../../kit/States.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { Admission } from './Admission.tsx'
import { InviteMember, type Member, MemberRoles } from './MemberForms.tsx'
import { RolesExplained } from './RoleAbilities.tsx'

const statusTones: Record<Member['status'], Tone> = { active: 'good', invited: 'warn', removed: 'quiet' }

type Asking = { what: 'invite' | 'explain' } | { what: 'roles' | 'remove'; member: Member } | null

function useColumns(mayManage: boolean, ask: (asking: Asking) => void): Column<Member>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const roleNames = useRoleNames()
  return [
    {
      key: 'name',
      header: t('session.name'),
      lead: true,
      cell: (row) => <Person name={row.name} note={row.you ? <Quiet>({t('members.you')})</Quiet> : null} />,
    },
    { key: 'mail', header: t('session.mail'), cell: (row) => <MailAddress>{row.mail}</MailAddress> },
    { key: 'roles', header: t('session.roles'), cell: (row) => roleNames(row.roles) },
    {
      key: 'status',
      fit: true,
      header: t('members.status'),
      cell: (row) => <Tag tone={statusTones[row.status]}>{t(`members.statuses.${row.status}`)}</Tag>,
    },
    {
      key: 'joined',
      fit: true,
      header: t('members.joinedAt'),
      cell: (row) => <Quiet>{row.joinedAt ? formats.date(row.joinedAt) : '–'}</Quiet>,
    },
    ...(mayManage
      ? [
          {
            key: 'actions',
            fit: true as const,
            header: t('kit.actions'),
            align: 'end' as const,
            cell: (row: Member) =>
              row.status === 'removed' ? null : (
                <RowActions>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('members.rolesOf', { name: row.name })}
                    onClick={() => ask({ what: 'roles', member: row })}
                  >
                    {t('session.roles')}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('members.removeOf', { name: row.name })}
                    onClick={() => ask({ what: 'remove', member: row })}
                  >
                    {t('members.remove')}
                  </Button>
                </RowActions>
              ),
          },
        ]
      : []),
  ]
}

function List({ ask, mayManage }: { ask: (asking: Asking) => void; mayManage: boolean }) {
  const { t } = useTranslation()
  const { search } = useListing()
  const columns = useColumns(mayManage, ask)
  const members = useRows(listMembers, { query: { q: search.q } }, { keyOf: (row) => row.id })
  return (
    <ListTable
      name="members"
      of={members}
      caption={t('shell.places.members')}
      columns={columns}
      empty={<Empty icon={<PeopleIcon size={20} />} title={t('members.noHit')} />}
    />
  )
}

/** The people of the organisation and what each may do. */
export function MembersPage() {
  const { t } = useTranslation()
  const organisation = useMembership()?.organisationName ?? ''
  const mayManage = useMay()('member.manage')
  const typed = useSearchText()
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const remove = useAct(removeMember, close)
  return (
    <Page
      title={t('shell.places.members')}
      lead={t('members.lead', { organisation })}
      actions={
        <>
          <Button variant="default" onClick={() => setAsking({ what: 'explain' })}>
            {t('members.explain')}
          </Button>
          {mayManage ? (
            <Button leftSection={<PlusIcon />} onClick={() => setAsking({ what: 'invite' })}>
              {t('members.invite')}
            </Button>
          ) : null}
        </>
      }
    >
      {mayManage ? <Admission /> : null}
      <Toolbar find={t('members.find')} typed={typed} />
      <List ask={setAsking} mayManage={mayManage} />
      {asking?.what === 'explain' ? <RolesExplained onClose={close} /> : null}
      {asking?.what === 'invite' ? <InviteMember onClose={close} /> : null}
      {asking?.what === 'roles' ? <MemberRoles member={asking.member} onClose={close} /> : null}
      {asking?.what === 'remove' ? (
        <Confirm
          opened
          title={t('members.removeOf', { name: asking.member.name })}
          action={t('members.remove')}
          danger
          pending={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate({ params: { id: asking.member.id } })}
          onClose={() => {
            remove.reset()
            close()
          }}
        >
          {t('members.removeText', { name: asking.member.name, organisation })}
        </Confirm>
      ) : null}
    </Page>
  )
}
