import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { inviteMember, type listMembers, updateMember } from '../../../contract/organisations.ts'
import { rolesByKind } from '../../../contract/permissions.ts'
import { useAct } from '../../app/reading.ts'
import { useMembership } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { toast } from '../../kit/Toast.tsx'
import { Abilities } from './RoleAbilities.tsx'

export type Member = ReplyOf<typeof listMembers>['items'][number]

/** The roles that this kind of organisation gives, each in a sentence, and what those chosen may do together. */
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
    <>
      <Checkbox.Group label={t('session.roles')} value={value} onChange={onChange} error={error} withAsterisk>
        <Stack gap="xs" mt="xs">
          {rolesByKind[kind].map((role) => (
            <Checkbox key={role} value={role} label={t(`roles.${role}`)} description={t(`roleTexts.${role}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {value.length > 0 ? (
        <div role="status">
          <Quiet>{t('members.together')}</Quiet>
          <Abilities roles={value} />
        </div>
      ) : null}
    </>
  )
}

const nobody = { name: '', mail: '', roles: [] as string[] }

export function InviteMember({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, field, dirty } = useDraft(nobody)
  const act = useAct(inviteMember, (member) => {
    onClose()
    toast.done(t('members.invited', { mail: member.mail }))
  })
  return (
    <FormDialog
      title={t('members.invite')}
      action={t('members.sendInvitation')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.roles.length === 0}
      dirty={dirty}
      onSend={() => act.mutate({ body: draft })}
      onClose={onClose}
    >
      <TextInput label={t('session.name')} required data-autofocus error={faultAt(act.error, 'name')} {...field('name')} />
      <TextInput label={t('session.mail')} type="email" required error={faultAt(act.error, 'mail')} {...field('mail')} />
      <RoleChoice value={draft.roles} onChange={(roles) => set('roles', roles)} error={faultAt(act.error, 'roles')} />
    </FormDialog>
  )
}

export function MemberRoles({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, set, dirty } = useDraft({ roles: member.roles })
  const act = useAct(updateMember, () => {
    onClose()
    toast.done(t('kit.saved'))
  })
  return (
    <FormDialog
      title={t('members.rolesOf', { name: member.name })}
      action={t('kit.save')}
      pending={act.isPending}
      problem={act.error}
      disabled={draft.roles.length === 0}
      dirty={dirty}
      onSend={() => act.mutate({ params: { id: member.id }, body: draft, ifMatch: member.revision })}
      onClose={onClose}
    >
      <RoleChoice value={draft.roles} onChange={(roles) => set('roles', roles)} error={faultAt(act.error, 'roles')} />
    </FormDialog>
  )
}
