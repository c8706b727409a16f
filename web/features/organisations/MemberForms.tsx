import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { inviteMember, type listMembers, updateMember } from '../../../contract/organisations.ts'
import { rolesByKind } from '../../../contract/permissions.ts'
import { useAct } from '../../app/reading.ts'
import { useMembership } from '../../app/session.ts'
import { FormProblem, faultAt, submitted, useDraft } from '../../kit/Form.tsx'

export type Member = ReplyOf<typeof listMembers>['items'][number]

/** The roles that this kind of organisation gives, each with what it may do. */
export function RoleChoice({
  value,
  onChange,
  error,
}: {
  value: string[]
  onChange: (roles: string[]) => void
  error?: string | undefined
}) {
  const { t } = useTranslation()
  const kind = useMembership()?.kind ?? 'partner'
  return (
    <Checkbox.Group label={t('session.roles')} value={value} onChange={onChange} error={error} withAsterisk>
      <Stack gap="xs" mt="xs">
        {rolesByKind[kind].map((role) => (
          <Checkbox key={role} value={role} label={t(`roles.${role}`)} description={t(`roleTexts.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Buttons({ action, pending, disabled, onClose }: { action: string; pending: boolean; disabled: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onClose}>
        {t('kit.cancel')}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {action}
      </Button>
    </Group>
  )
}

const nobody = { name: '', mail: '', roles: [] as string[] }

export function InviteMember({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field, reset } = useDraft(nobody)
  const act = useAct(inviteMember, (member) => {
    reset(nobody)
    onClose()
    notifications.show({ message: t('members.invited', { mail: member.mail }) })
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('members.invite')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form onSubmit={submitted(() => act.mutate({ body: draft }))}>
        <Stack gap="md">
          <TextInput label={t('session.name')} required data-autofocus error={faultAt(act.error, 'name')} {...field('name')} />
          <TextInput label={t('session.mail')} type="email" required error={faultAt(act.error, 'mail')} {...field('mail')} />
          <RoleChoice value={draft.roles} onChange={(roles) => set('roles', roles)} error={faultAt(act.error, 'roles')} />
          <FormProblem problem={act.error} />
          <Buttons action={t('members.sendInvitation')} pending={act.isPending} disabled={draft.roles.length === 0} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

export function MemberRoles({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const [roles, setRoles] = useState(member.roles)
  const act = useAct(updateMember, () => {
    onClose()
    notifications.show({ message: t('kit.saved') })
  })
  const send = () => act.mutate({ params: { id: member.id }, body: { roles }, ifMatch: member.revision })
  return (
    <Modal opened onClose={onClose} title={t('members.rolesOf', { name: member.name })} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form onSubmit={submitted(send)}>
        <Stack gap="md">
          <RoleChoice value={roles} onChange={setRoles} error={faultAt(act.error, 'roles')} />
          <FormProblem problem={act.error} />
          <Buttons action={t('kit.save')} pending={act.isPending} disabled={roles.length === 0} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
