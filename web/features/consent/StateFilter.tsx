import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { requestStates } from '../../../contract/consents.ts'
import { useListing } from '../../app/listing.ts'

/** Requests in one state, or in any. */
export function StateFilter({ state }: { state: (typeof requestStates)[number] | undefined }) {
  const { t } = useTranslation()
  const { change } = useListing()
  return (
    <NativeSelect
      aria-label={t('requests.state')}
      value={state ?? ''}
      onChange={(event) => change({ filter: event.currentTarget.value || undefined })}
      data={[
        { value: '', label: t('requests.anyState') },
        ...requestStates.map((one) => ({ value: one, label: t(`requests.states.${one}`) })),
      ]}
    />
  )
}
