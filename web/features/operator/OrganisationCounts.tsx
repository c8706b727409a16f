import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { getHubHealth } from '../../../contract/operator.ts'
import { useFormats } from '../../app/formats.ts'
import { StatLink, Stats } from '../../kit/Stat.tsx'

type Counts = ReplyOf<typeof getHubHealth>['organisations']

/** How many organisations of each kind are on the hub, each leading to its list; `children` are figures beside them. */
export function OrganisationCounts({ organisations, children }: { organisations: Counts; children?: ReactNode }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Stats label={t('operator.size')}>
      {(['customer', 'partner', 'provider', 'vendor'] as const).map((kind) => (
        <StatLink
          key={kind}
          to="/operator/organisations"
          search={{ filter: kind }}
          name={t(`operator.kinds.${kind}`)}
          value={formats.number(organisations[kind])}
        />
      ))}
      {children}
    </Stats>
  )
}
