import { ActionIcon, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { workbookType } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { transferSample, transferSampleWorkbook } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useAddress } from '../../app/reading.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { FileDrop } from '../../kit/FileDrop.tsx'
import { useFocusWithin } from '../../kit/focus.ts'
import { CrossIcon, DownloadIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { TargetPicker } from '../customers/TargetPicker.tsx'
import type { Pasted } from './pasted.ts'
import type { PickedDevice } from './picked.ts'
import classes from './transfers.module.css'

export function FileWay({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const { t } = useTranslation()
  const address = useAddress()
  return (
    <Stack gap="sm">
      <FileDrop
        label={t('transfers.file.drop')}
        hint={t('transfers.file.hint')}
        accept={['.csv', '.txt', '.xlsx', 'text/csv', 'text/plain', workbookType]}
        mostMegabytes={limits.uploadMegabytes}
        file={file}
        onFile={onFile}
      />
      <Group gap="sm">
        <Download href={address(transferSample, {})} size="xs" leftSection={<DownloadIcon />}>
          {t('transfers.file.sample')}
        </Download>
        <Download href={address(transferSampleWorkbook, {})} size="xs" leftSection={<DownloadIcon />}>
          {t('transfers.file.sampleWorkbook')}
        </Download>
        <Quiet>{t('transfers.file.columns')}</Quiet>
      </Group>
    </Stack>
  )
}

/** `source`: where they come from, as far as it is settled; it is no target. */
type Target = { target: string | null; onTarget: (customerId: string | null) => void; source?: string | undefined }

export function PastedWay({
  text,
  onText,
  look,
  target,
  onTarget,
  source,
}: Target & { text: string; onText: (text: string) => void; look: Pasted }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const tooMany = !look.withTargets && look.serials.length > limits.pastedSerials
  return (
    <Stack gap="md">
      <Textarea
        label={t('transfers.pasted.label')}
        description={t('transfers.pasted.hint')}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        classNames={{ input: classes.mono ?? '' }}
        error={tooMany ? t('transfers.pasted.tooMany', { most: formats.number(limits.pastedSerials) }) : undefined}
      />
      <FirstLook look={look} />
      {look.withTargets ? null : <TargetPicker label={t('transfers.target')} value={target} onChange={onTarget} source={source} />}
    </Stack>
  )
}

const named = 3

/** What stands in the box, said while it is typed: how many, which stand there twice, and which cannot be serial numbers. */
function FirstLook({ look }: { look: Pasted }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const some = (serials: readonly string[]) => formats.list(serials.slice(0, named)) + (serials.length > named ? ' …' : '')
  const count = look.serials.length
  return (
    <div role="status" className={classes.look}>
      {look.withTargets
        ? t('transfers.pasted.rows', { count, formatted: formats.number(count) })
        : t('transfers.pasted.count', { count, formatted: formats.number(count) })}
      {look.twice.length > 0 ? (
        <div>
          {t('transfers.pasted.twice', {
            count: look.twice.length,
            formatted: formats.number(look.twice.length),
            serials: some(look.twice),
          })}
        </div>
      ) : null}
      {look.unreadable.length > 0 ? (
        <div>
          {t('transfers.pasted.unreadable', {
            count: look.unreadable.length,
            formatted: formats.number(look.unreadable.length),
            serials: some(look.unreadable),
          })}
        </div>
      ) : null}
    </div>
  )
}

const listed = 12

export function PickedWay({
  picked,
  onPicked,
  target,
  onTarget,
  source,
}: Target & { picked: readonly PickedDevice[]; onPicked: (picked: PickedDevice[]) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const more = picked.length - listed
  const list = useFocusWithin<HTMLUListElement>(picked.length)
  return (
    <Stack gap="md">
      <ul className={classes.chips} aria-label={t('transfers.way.picked', { count: picked.length })} ref={list} tabIndex={-1}>
        {picked.slice(0, listed).map(({ id, serialNumber }) => (
          <li key={id} className={classes.chip}>
            <Mono>{serialNumber}</Mono>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('transfers.drop', { serial: serialNumber })}
              onClick={() => onPicked(picked.filter((device) => device.id !== id))}
            >
              <CrossIcon size={12} />
            </ActionIcon>
          </li>
        ))}
        {more > 0 ? <li className={classes.chip}>{t('transfers.more', { count: more, formatted: formats.number(more) })}</li> : null}
      </ul>
      <TargetPicker label={t('transfers.target')} value={target} onChange={onTarget} source={source} />
    </Stack>
  )
}

/** Everything that a list shows under its search, page after page, but for what was picked in it. */
export function FilteredWay({ source, q, except, target, onTarget }: Target & { source: string; q: string | undefined; except: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const name = useNameOfSource(source)
  return (
    <Stack gap="md">
      <Text>
        {q ? t('transfers.filtered.start', { source: name, q }) : t('transfers.filtered.all', { source: name })}
        {except > 0 ? ` ${t('transfers.filtered.butFor', { count: except, formatted: formats.number(except) })}` : ''}.
      </Text>
      <Quiet>{t('transfers.filtered.fixed')}</Quiet>
      <TargetPicker label={t('transfers.target')} value={target} onChange={onTarget} source={source} />
    </Stack>
  )
}

function useNameOfSource(source: string): string {
  const { t } = useTranslation()
  const holding = useHoldingTenant()
  return source === 'unassigned' || source === holding?.customerId ? t('devices.unassigned') : source
}

/** The list from which one came: rows that lie elsewhere are refused as `wrong_source`. */
export function Source({ source, onClear }: { source: string | undefined; onClear: () => void }) {
  const { t } = useTranslation()
  const name = useNameOfSource(source ?? '')
  if (!source) return null
  return (
    <Group gap="xs">
      <Text>{t('transfers.only', { source: name })}</Text>
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t('transfers.anySource')}
      </Button>
    </Group>
  )
}
