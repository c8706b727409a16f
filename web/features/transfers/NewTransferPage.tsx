import { Button, Checkbox, Group, List, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'
import { previewTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useListing } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import type { CallInput } from '../../call.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { FormProblem, submitted } from '../../kit/Form.tsx'
import { ButtonLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { Refused } from '../../kit/States.tsx'
import { readPasted } from './pasted.ts'
import { keepPasted, keepPicked, readKept, readPicked } from './picked.ts'
import { TransferSteps } from './TransferSteps.tsx'
import classes from './transfers.module.css'
import { FileWay, FilteredWay, PastedWay, PickedWay, Source } from './Ways.tsx'

const ways = ['file', 'pasted', 'picked', 'filtered'] as const
type Way = (typeof ways)[number]
type Missing = 'file' | 'serials' | 'fewer' | 'target'

/** What is asked so far, and whether it is enough for a preview. */
function useAsked() {
  const organisationId = useActingFor() ?? ''
  const { search, change } = useListing()
  const [picked, setPicked] = useState(() => (search.picked ? readPicked(organisationId) : []))
  const filtered = search.filter === 'all' && search.source !== undefined
  const [way, setWay] = useState<Way>(filtered ? 'filtered' : search.filter === 'pasted' ? 'pasted' : picked.length > 0 ? 'picked' : 'file')
  const [ticked, setSeveral] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [pasted, setPasted] = useState(() => (search.filter === 'pasted' ? readKept(organisationId) : ''))
  const [target, setTarget] = useState<string | null>(search.target ?? null)
  const [source, setSource] = useState(search.source)
  // Devices ticked in the list of one tenant have one source; and what is picked goes to one target.
  const mayBeSeveral = way !== 'picked' || (search.source === undefined && picked.length > 1)
  const several = ticked && mayBeSeveral
  const look = useMemo(() => readPasted(pasted), [pasted])
  const { serials, withTargets } = look
  // One for each text: sent once more, it is the same request.
  const pastedFile = useMemo(() => new File([pasted], 'pasted.csv', { type: 'text/csv' }), [pasted])
  const missing = (): Missing | undefined => {
    if (way === 'file') return file ? undefined : 'file'
    if (way === 'filtered') return target ? undefined : 'target'
    if (way === 'picked' ? picked.length === 0 : serials.length === 0) return 'serials'
    if (way === 'pasted' && withTargets) return undefined
    if (way === 'pasted' && serials.length > limits.pastedSerials) return 'fewer'
    return target ? undefined : 'target'
  }
  const ofFile = (sent: File): CallInput<typeof previewTransfer> => ({
    file: sent,
    fields: { ...(source && !several ? { source } : {}), ...(several ? { several: 'true' } : {}) },
  })
  const input = (): CallInput<typeof previewTransfer> | undefined => {
    if (way === 'file') return file ? ofFile(file) : undefined
    if (way === 'pasted' && withTargets) return ofFile(pastedFile)
    if (!target || missing()) return undefined
    const ids = picked.map(({ id }) => id)
    if (way === 'filtered') return { body: { filter: { tenant: search.source ?? '', q: search.q }, except: ids, target } }
    const asked = { target, source: several ? undefined : source, several }
    return way === 'picked' ? { body: { devices: ids, ...asked } } : { body: { serials, ...asked } }
  }
  /** Whoever comes back from the preview finds it as it was; but for a file, which no page may keep. */
  const keep = () => {
    if (way === 'file') return
    if (way === 'pasted') keepPasted(organisationId, pasted)
    if (way === 'picked') keepPicked(organisationId, picked)
    const filter = way === 'filtered' ? 'all' : way === 'pasted' ? 'pasted' : undefined
    change({ target: target ?? undefined, filter, source: way === 'filtered' ? search.source : source }, { replace: true })
  }
  return {
    search,
    filtered,
    several,
    mayBeSeveral,
    setSeveral,
    picked,
    setPicked,
    way,
    setWay,
    file,
    setFile,
    pasted,
    setPasted,
    look,
    target,
    setTarget,
    source,
    setSource,
    missing,
    input,
    ofFile,
    keep,
  }
}

/** The first step: which devices, and where to. Nothing moves before the preview was seen and confirmed. */
export function NewTransferPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const asked = useAsked()
  const [sent, setSent] = useState(0)
  const act = useAct(
    previewTransfer,
    ({ id }) => void navigate({ to: '/o/$organisationId/transfers/$transferId', params: { organisationId, transferId: id } }),
  )
  const input = asked.input()
  const missing = asked.missing()
  const send = (found: CallInput<typeof previewTransfer>) => act.mutate({ ...found, onUpload: setSent })
  const preview = () => {
    if (!input) return
    asked.keep()
    send(input)
  }
  /** A file says all there is to say: its first look is the preview, in which nothing moves. */
  const take = (file: File) => {
    if (act.isPending) return
    asked.setFile(file)
    send(asked.ofFile(file))
  }
  if (!mayTransfer) {
    return (
      <Page title={t('transfers.title')}>
        <Refused permission="device.transfer" />
      </Page>
    )
  }
  const offered = ways.filter((way) =>
    way === 'filtered' ? asked.filtered : way === 'picked' ? !asked.filtered && asked.picked.length > 0 : true,
  )
  return (
    <Page title={t('transfers.title')} lead={t('transfers.newLead')} narrow>
      <TransferSteps current={0} />
      <form onSubmit={submitted(preview)}>
        <Stack gap="md">
          <Notice tone="warn" title={t('transfers.beSure.title')}>
            {t('transfers.beSure.text')}
          </Notice>
          <Panel>
            <Stack gap="md">
              <SegmentedControl
                classNames={{ label: classes.way ?? '' }}
                aria-label={t('transfers.way.label')}
                value={asked.way}
                onChange={(value) => asked.setWay(offered.find((way) => way === value) ?? 'file')}
                data={offered.map((way) => ({ value: way, label: t(`transfers.way.${way}`, { count: asked.picked.length }) }))}
              />
              {asked.way === 'file' ? <FileWay file={asked.file} onFile={take} /> : null}
              {asked.way === 'pasted' ? (
                <PastedWay
                  text={asked.pasted}
                  onText={asked.setPasted}
                  look={asked.look}
                  target={asked.target}
                  onTarget={asked.setTarget}
                  source={asked.several ? undefined : asked.source}
                />
              ) : null}
              {asked.way === 'picked' ? (
                <PickedWay
                  picked={asked.picked}
                  onPicked={asked.setPicked}
                  target={asked.target}
                  onTarget={asked.setTarget}
                  source={asked.several ? undefined : asked.source}
                />
              ) : null}
              {asked.way === 'filtered' ? (
                <FilteredWay
                  source={asked.search.source ?? ''}
                  q={asked.search.q}
                  except={asked.picked.length}
                  target={asked.target}
                  onTarget={asked.setTarget}
                />
              ) : (
                <>
                  {asked.several ? null : <Source source={asked.source} onClear={() => asked.setSource(undefined)} />}
                  {asked.mayBeSeveral ? (
                    <Checkbox
                      checked={asked.several}
                      onChange={(event) => asked.setSeveral(event.currentTarget.checked)}
                      label={t('transfers.several.label')}
                      description={t('transfers.several.text')}
                    />
                  ) : null}
                </>
              )}
            </Stack>
          </Panel>
          <FormProblem problem={act.error} />
          {act.isPending && asked.way === 'file' ? (
            <div role="status">
              <Progress value={sent * 100} aria-label={t('transfers.uploading')} />
              <Text size="sm">{sent < 1 ? t('transfers.sent', { share: formats.share(sent) }) : t('transfers.reading')}</Text>
            </div>
          ) : null}
          <Group>
            <Button type="submit" disabled={!input} loading={act.isPending}>
              {t('transfers.preview')}
            </Button>
            <ButtonLink to="/o/$organisationId/transfers" params={{ organisationId }} variant="default">
              {t('kit.cancel')}
            </ButtonLink>
            {missing ? <Quiet>{t(`transfers.missing.${missing}`)}</Quiet> : null}
          </Group>
          <List size="sm" c="dimmed">
            <List.Item>{t('transfers.onlyYours')}</List.Item>
          </List>
        </Stack>
      </form>
    </Page>
  )
}
