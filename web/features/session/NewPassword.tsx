import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../contract/limits.ts'

type Props = { label: string; value: string; onChange: (event: { currentTarget: { value: string } }) => void; error?: string | undefined }

/** A password that is being chosen: says how long it must be. */
export function NewPassword({ label, ...field }: Props) {
  const { t } = useTranslation()
  const { least, most } = limits.passwordCharacters
  return (
    <PasswordInput
      label={label}
      description={t('session.passwordRule', { count: least })}
      required
      minLength={least}
      maxLength={most}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
      {...field}
    />
  )
}

/** The password that one has. */
export function OldPassword({ label, focus, ...field }: Props & { focus?: boolean }) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={label}
      required
      maxLength={limits.passwordCharacters.most}
      autoComplete="current-password"
      data-autofocus={focus}
      visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
      {...field}
    />
  )
}
