import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createView, type SavedList, updateView, type ViewState } from '../../../contract/views.ts'
import { useAct } from '../../app/reading.ts'
import { faultAt, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import type { View } from './ViewsMenu.tsx'

const mostCharacters = 60

type Props = { onClose: () => void } & (
  | { view: View; list?: never; state?: never; onDone?: never }
  | { view?: never; list: SavedList; state: ViewState; onDone: (view: View) => void }
)

/** A new view gets its name here, an old one another. */
export function NameView({ view, list, state, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const { draft, field, set, dirty } = useDraft({ name: view?.name ?? '', isDefault: false })
  const close = (kept: View) => {
    onDone?.(kept)
    onClose()
  }
  const create = useAct(createView, close)
  const rename = useAct(updateView, close)
  const act = view ? rename : create
  const name = draft.name.trim()
  const send = () => {
    if (view) rename.mutate({ params: { id: view.id }, body: { name } })
    else create.mutate({ body: { list, state, name, default: draft.isDefault } })
  }
  return (
    <FormDialog
      title={view ? t('views.rename', { name: view.name }) : t('views.save')}
      action={t('kit.save')}
      pending={act.isPending}
      problem={act.error}
      disabled={name === ''}
      dirty={dirty}
      onSend={send}
      onClose={onClose}
    >
      <TextInput label={t('views.name')} required maxLength={mostCharacters} error={faultAt(act.error, 'name')} {...field('name')} />
      {view ? null : (
        <Checkbox
          label={t('views.asDefault')}
          checked={draft.isDefault}
          onChange={(event) => set('isDefault', event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
