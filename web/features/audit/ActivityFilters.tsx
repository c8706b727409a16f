import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { auditTopics } from '../../../contract/audit.ts'
import { listMembers } from '../../../contract/organisations.ts'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useMembership } from '../../app/session.ts'
import { useFocusWithin } from '../../kit/focus.ts'
import { CrossIcon } from '../../kit/icons.tsx'
import classes from './activity.module.css'

const sides = ['us', 'partners', 'operator'] as const
const mostMembers = 200

/** What is shown, as the address says; a date half typed, or made up in the address, asks for nothing. */
export function useActivityFilter() {
  const { search } = useListing()
  const day = (value: string | undefined) => (value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)
  const { person, subject } = search
  return {
    by: oneOf(sides, search.filter),
    kind: oneOf(auditTopics, search.kind),
    ...{ person, subject, from: day(search.from), to: day(search.to) },
  }
}

/** Above the log: whose acts, about what, by whom, and when. */
export function ActivityFilters() {
  const { t } = useTranslation()
  const { change } = useListing()
  const filter = useActivityFilter()
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  // The button that clears them goes with them.
  const first = useFocusWithin<HTMLSelectElement>(isFiltered)
  const none = { filter: undefined, kind: undefined, person: undefined, subject: undefined, from: undefined, to: undefined }
  return (
    <div className={classes.filters}>
      <Sides />
      <NativeSelect
        ref={first}
        label={t('activity.topic')}
        value={filter.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('activity.anyTopic') },
          ...auditTopics.map((topic) => ({ value: topic, label: t(`activity.topics.${topic}`) })),
        ]}
      />
      <People />
      <div className={classes.days}>
        {(['from', 'to'] as const).map((end) => (
          <Day key={end} end={end} />
        ))}
      </div>
      {isFiltered ? (
        <Button variant="subtle" leftSection={<CrossIcon />} onClick={() => change(none)}>
          {t('activity.clear')}
        </Button>
      ) : null}
    </div>
  )
}

/** A year that is typed is four days on the way to the one that is meant: the address has the last. */
function Day({ end }: { end: 'from' | 'to' }) {
  const { t } = useTranslation()
  const typed = useSearchText(end)
  return (
    <TextInput type="date" label={t(`activity.${end}`)} value={typed.value} onChange={(event) => typed.set(event.currentTarget.value)} />
  )
}

/** For customers: what was done by them, and what by their partners (R-A6). */
function Sides() {
  const { t } = useTranslation()
  const { change } = useListing()
  const { by } = useActivityFilter()
  if (useMembership()?.kind !== 'customer') return null
  return (
    <SegmentedControl
      className={classes.sides ?? ''}
      aria-label={t('activity.who')}
      value={by ?? 'all'}
      onChange={(value) => change({ filter: oneOf(sides, value) })}
      data={[
        { value: 'all', label: t('activity.everybody') },
        { value: 'partners', label: t('activity.partners') },
        { value: 'us', label: t('activity.us') },
        { value: 'operator', label: t('activity.operator') },
      ]}
    />
  )
}

/** The own organisation's people; others' are not told apart. */
function People() {
  const { t } = useTranslation()
  const { change } = useListing()
  const { person } = useActivityFilter()
  const enabled = useMembership() !== undefined
  const members = useRead(listMembers, { query: { limit: mostMembers } }, { enabled, staleTime: 60_000 }).data?.items ?? []
  if (!enabled) return null
  const known = members.flatMap(({ personId, name }) => (personId === null ? [] : [{ value: personId, label: name }]))
  const former =
    person === undefined || known.some(({ value }) => value === person) ? [] : [{ value: person, label: t('activity.formerMember') }]
  return (
    <NativeSelect
      label={t('activity.person')}
      value={person ?? ''}
      onChange={(event) => change({ person: event.currentTarget.value || undefined })}
      data={[{ value: '', label: t('activity.anyPerson') }, ...known, ...former]}
    />
  )
}
