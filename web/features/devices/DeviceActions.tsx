import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { archiveDevices, type getDevice } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { ChevronDownIcon } from '../../kit/icons.tsx'
import { toast } from '../../kit/Toast.tsx'
import { RemoveDevices } from './RemoveDevices.tsx'

/** What one does with one device beside transferring it: into the archive and out of it, and removing it. */
export function DeviceActions({ device }: { device: ReplyOf<typeof getDevice> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const [removes, setRemoves] = useState(false)
  const isArchived = device.archivedAt !== null
  const archive = useAct(
    archiveDevices,
    (_reply, { body }) => {
      const archived = body?.archived ?? false
      toast.undoable(t(archived ? 'archive.put' : 'archive.taken', { count: 1 }), () => put(!archived))
    },
    toast.failed,
  )
  const put = (archived: boolean) => archive.mutate({ body: { devices: [device.id], archived } })
  const { can, tenant } = device
  if (!tenant || (!can.archive && !can.remove)) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDownIcon />} loading={archive.isPending}>
            {t('archive.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {can.archive ? (
            <Menu.Item onClick={() => put(!isArchived)}>{isArchived ? t('archive.take') : t('archive.archive')}</Menu.Item>
          ) : null}
          {can.remove ? <Menu.Item onClick={() => setRemoves(true)}>{t('removals.remove')}…</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {removes ? (
        <RemoveDevices
          removing={{ customerId: tenant.customerId, chosen: { devices: [device.id] }, count: 1 }}
          onClose={() => setRemoves(false)}
          onDone={() => void navigate({ to: '/o/$organisationId/devices', params: { organisationId } })}
        />
      ) : null}
    </>
  )
}
