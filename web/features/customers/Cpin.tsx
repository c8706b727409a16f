import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getCpin, rotateCpin } from '../../../contract/customers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct } from '../../app/reading.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { Copy } from '../../kit/Copy.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { EyeIcon } from '../../kit/icons.tsx'
import { Setting } from './TenantSettings.tsx'

const graceChoices = [0, 24, 168, 720] as const

/** The company PIN: hidden until asked for, since reading it is in the audit log (R-C5). */
export function Cpin({ organisationId, mayRotate }: { organisationId: string; mayRotate: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [asking, ask] = useDisclosure(false)
  const [grace, setGrace] = useState(0)
  const params = { id: organisationId }
  const read = useAct(getCpin)
  const rotate = useAct(rotateCpin, (made) => {
    setShown(made)
    ask.close()
  })
  const [shown, setShown] = useState<{ cpin: string; rotatedAt: string } | null>(null)
  return (
    <Setting
      name={t('customers.cpin.name')}
      text={
        <>
          {t('customers.cpin.text')} {shown ? t('customers.cpin.since', { when: formats.instant(shown.rotatedAt) }) : null}
        </>
      }
    >
      <Stack gap="xs" align="flex-end">
        <Group gap="xs">
          {shown ? (
            <Copy text={shown.cpin} label={t('customers.cpin.copy')} />
          ) : (
            <Button
              variant="default"
              leftSection={<EyeIcon />}
              loading={read.isPending}
              onClick={() => read.mutate({ params }, { onSuccess: setShown })}
            >
              {t('customers.cpin.show')}
            </Button>
          )}
          {shown ? (
            <Button variant="default" onClick={() => setShown(null)}>
              {t('customers.cpin.hide')}
            </Button>
          ) : null}
          {mayRotate ? (
            <Button variant="default" onClick={ask.open}>
              {t('customers.cpin.rotate')}
            </Button>
          ) : null}
        </Group>
        <FormProblem problem={read.error} />
      </Stack>
      <Confirm
        opened={asking}
        title={t('customers.cpin.rotateTitle')}
        action={t('customers.cpin.rotate')}
        pending={rotate.isPending}
        problem={rotate.error}
        onConfirm={() => rotate.mutate({ params, body: { graceHours: grace } })}
        onClose={ask.close}
      >
        <Stack gap="sm">
          <Text>{t('customers.cpin.rotateText')}</Text>
          <NativeSelect
            label={t('customers.cpin.grace')}
            value={String(grace)}
            onChange={(event) => setGrace(Number(event.currentTarget.value))}
            data={graceChoices.map((hours) => ({ value: String(hours), label: t(`customers.cpin.graces.h${hours}`) }))}
          />
        </Stack>
      </Confirm>
    </Setting>
  )
}
