import { useTranslation } from 'react-i18next'
import type { accessStates } from '../../../contract/customers.ts'
import { Tag, type Tone } from '../../kit/Bits.tsx'

type Access = (typeof accessStates)[number]

const tones: Record<Access, Tone> = { pending: 'warn', accepted: 'good', disabled: 'quiet' }

/** Invitation pending, accepted, disabled (R-C2). */
export function CustomerStateTag({ access }: { access: Access }) {
  const { t } = useTranslation()
  return <Tag tone={tones[access]}>{t(`customers.access.${access}`)}</Tag>
}
