import { Checkbox, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { accreditationKinds } from '../../../contract/dealings.ts'
import { limits } from '../../../contract/limits.ts'

type Choice = { value: string[]; onChange: (chosen: string[]) => void; error?: string | undefined }

/** Vendors that take applications, each with its criteria. */
export function VendorChoice({ open, ...choice }: Choice & { open: readonly { id: string; name: string; criteria: string }[] }) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group label={t('applications.vendors')} withAsterisk {...choice}>
      <Stack gap="xs" mt="xs">
        {open.map(({ id, name, criteria }) => (
          <Checkbox key={id} value={id} label={name} description={criteria ? <Criteria>{criteria}</Criteria> : undefined} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** What a vendor says of how it decides, or a company of itself, with its line breaks. */
export function Criteria({ children }: { children: string }) {
  return (
    <Text component="span" inherit style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  )
}

/** `only` = those that this kind of organisation may have. */
export function KindChoice({ only = accreditationKinds, ...choice }: Choice & { only?: readonly (typeof accreditationKinds)[number][] }) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group label={t('applications.kinds')} withAsterisk {...choice}>
      <Stack gap="xs" mt="xs">
        {only.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`accreditations.kinds.${kind}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

type TextProps = { value: string; onChange: (event: { currentTarget: { value: string } }) => void; error?: string | undefined }

export function Statement(props: TextProps) {
  const { t } = useTranslation()
  return (
    <Textarea
      label={t('applications.statement')}
      description={t('applications.statementText')}
      autosize
      minRows={3}
      maxLength={limits.statementCharacters}
      {...props}
    />
  )
}
