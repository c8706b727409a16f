import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mendTransfer, type TransferOutcome, transferOutcomes } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { useFocusWithin } from '../../kit/focus.ts'
import { AskConsent } from './AskConsent.tsx'
import { MendRows } from './MendRows.tsx'
import { MendTargets } from './MendTargets.tsx'
import { isForeseen, outcomeTones, type Transfer, wordOfMoved } from './outcomes.ts'
import classes from './transfers.module.css'

/** What somebody has to do something about stands first; what moves stands last, as it needs nobody. */
const order: readonly TransferOutcome[] = [
  'bad_row',
  'not_found',
  'ambiguous_serial',
  'target_not_found',
  'wrong_target',
  'wrong_source',
  'changed_since_preview',
  'target_not_accepted',
  'not_allowed',
  'duplicate_row',
  'already_there',
  'moved',
]

/** What one mends with, where the preview stands. */
const mendedBy: Partial<Record<TransferOutcome, readonly ('rows' | 'targets' | 'missing' | 'several')[]>> = {
  bad_row: ['missing', 'rows'],
  not_found: ['rows'],
  ambiguous_serial: ['rows'],
  target_not_found: ['targets', 'rows'],
  wrong_target: ['several', 'targets'],
  wrong_source: ['several'],
}

type OfFate = { transfer: Transfer; outcome: TransferOutcome }

/** Lets every row go to its own target, wherever it comes from (R-T3). */
function AllowSeveral({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const act = useAct(mendTransfer)
  const send = () => act.mutate({ params: { id: transfer.id }, body: { several: true }, ifMatch: transfer.revision })
  return (
    <>
      <Button variant="default" size="xs" loading={act.isPending} onClick={send}>
        {t('transfers.mend.several')}
      </Button>
      <FormProblem problem={act.error} />
    </>
  )
}

function ShowRows({ outcome }: { outcome: TransferOutcome }) {
  const { t } = useTranslation()
  const { search, change } = useListing()
  const pressed = search.filter === outcome
  const name = t(`transfers.outcomes.${outcome}`)
  return (
    <Button
      variant="subtle"
      size="xs"
      aria-pressed={pressed}
      aria-label={t('transfers.fates.showOf', { name })}
      onClick={() => change({ filter: pressed ? undefined : outcome }, { replace: true })}
    >
      {pressed ? t('transfers.fates.showAll') : t('transfers.fates.show')}
    </Button>
  )
}

/** Rows that share a fate: how many, why, and what one can do about them right here. */
function Fate({ transfer, outcome }: OfFate) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [opened, setOpened] = useState(false)
  const moved = outcome === 'moved' ? wordOfMoved(transfer.state, !isForeseen(transfer.state)) : undefined
  const name = moved ? t(`transfers.${moved}`) : t(`transfers.outcomes.${outcome}`)
  const mends = (transfer.can.confirm ? mendedBy[outcome] : undefined) ?? []
  const byHand = mends.some((by) => by !== 'several')
  return (
    <li className={classes.fate}>
      <div className={classes.fateHead}>
        <div className={classes.fateName}>
          <Tag tone={outcomeTones[outcome]}>{name}</Tag> <strong>{formats.number(transfer.outcomes[outcome] ?? 0)}</strong>
        </div>
        <Quiet>{moved && moved !== 'outcomes.moved' ? t(`transfers.fates.${moved}`) : t(`transfers.fates.${outcome}`)}</Quiet>
        <Group gap="xs" className={classes.fateActs ?? ''}>
          {mends.includes('several') && !transfer.several ? <AllowSeveral transfer={transfer} /> : null}
          {byHand ? (
            <Button
              variant="default"
              size="xs"
              aria-expanded={opened}
              aria-label={t('transfers.mend.rowsOf', { name })}
              onClick={() => setOpened((now) => !now)}
            >
              {opened ? t('kit.close') : t('transfers.mend.rows')}
            </Button>
          ) : null}
          <ShowRows outcome={outcome} />
        </Group>
      </div>
      {outcome === 'not_allowed' ? <AskConsent transfer={transfer} /> : null}
      {opened && mends.includes('targets') ? <MendTargets transfer={transfer} outcome={outcome} /> : null}
      {opened && mends.includes('missing') ? <MendTargets transfer={transfer} outcome={outcome} missing /> : null}
      {opened && mends.includes('rows') ? <MendRows transfer={transfer} outcome={outcome} /> : null}
    </li>
  )
}

/** Every row by what becomes of it (R-T4): with the reason, and what to do about it where it stands. */
export function Fates({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const { search, change } = useListing()
  const filtered = oneOf(transferOutcomes, search.filter)
  const gone = filtered !== undefined && !transfer.outcomes[filtered]
  // Rows of a fate that nobody shares any more: all are shown again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is gone.
  useEffect(() => {
    if (gone) change({ filter: undefined }, { replace: true })
  }, [gone])
  // What was mended is another fate by now, and its form is gone.
  const list = useFocusWithin<HTMLUListElement>(transfer.revision)
  return (
    <ul className={classes.fates} aria-label={t('transfers.byOutcome')} ref={list} tabIndex={-1}>
      {order.map((outcome) => (transfer.outcomes[outcome] ? <Fate key={outcome} transfer={transfer} outcome={outcome} /> : null))}
    </ul>
  )
}
