import { Button, Menu } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { deleteView, listViews, type SavedList, updateView } from '../../../contract/views.ts'
import { useListing } from '../../app/listing.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { opensHere } from '../../app/viewed.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { ChevronDownIcon, ViewIcon } from '../../kit/icons.tsx'
import { toast } from '../../kit/Toast.tsx'
import { NameView } from './NameView.tsx'
import { viewsStaleMilliseconds } from './opening.ts'
import { isSame, searchOf, stateOf } from './state.ts'

export type View = ReplyOf<typeof listViews>['items'][number]
type Asking = { what: 'save' } | { what: 'rename' | 'delete'; view: View } | null

/** One's own views of a list: to go by one, and to keep, change and forget them. The address says what is in force. */
export function ViewsMenu({ list }: { list: SavedList }) {
  const { t } = useTranslation()
  const { search, change } = useListing()
  const mayOpen = useLocation({ select: ({ pathname }) => opensHere(pathname, list) })
  const [asking, setAsking] = useState<Asking>(null)
  /** Gone by last: what was changed since can be put into it. */
  const [last, setLast] = useState<string>()
  const views = useRead(listViews, { query: { list } }, { staleTime: viewsStaleMilliseconds }).data?.items ?? []
  const update = useAct(updateView, undefined, toast.failed)
  const forget = useAct(deleteView, () => setAsking(null))
  const state = stateOf(search)
  const inForce = views.find((view) => isSame(view.state, state))
  const changed = inForce ? undefined : views.find(({ id }) => id === last)
  const base = inForce ?? changed
  const apply = (view: View | null) => {
    setLast(view?.id)
    change(searchOf(view?.state ?? {}))
  }
  const put = (view: View, body: { state?: View['state']; default?: boolean }) =>
    update.mutate({ params: { id: view.id }, body, ifMatch: view.revision })
  return (
    <>
      <Menu position="bottom-end" width={270}>
        <Menu.Target>
          <Button variant="subtle" color="gray" size="xs" leftSection={<ViewIcon />} rightSection={<ChevronDownIcon size={12} />}>
            {inForce?.name ?? t('views.views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('views.yours')}</Menu.Label>
          <Menu.CheckboxItem closeMenuOnClick checked={isSame({}, state)} onChange={() => apply(null)}>
            {t('views.whole')}
          </Menu.CheckboxItem>
          {views.map((view) => (
            <Menu.CheckboxItem key={view.id} closeMenuOnClick checked={view === inForce} onChange={() => apply(view)}>
              {view.default ? t('views.named', { name: view.name }) : view.name}
            </Menu.CheckboxItem>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking({ what: 'save' })}>{t('views.save')}…</Menu.Item>
          {changed ? <Menu.Item onClick={() => put(changed, { state })}>{t('views.overwrite', { name: changed.name })}</Menu.Item> : null}
          {base ? (
            <>
              {mayOpen ? (
                <Menu.Item onClick={() => put(base, { default: !base.default })}>
                  {t(base.default ? 'views.noDefault' : 'views.makeDefault', { name: base.name })}
                </Menu.Item>
              ) : null}
              <Menu.Item onClick={() => setAsking({ what: 'rename', view: base })}>{t('views.rename', { name: base.name })}…</Menu.Item>
              <Menu.Item onClick={() => setAsking({ what: 'delete', view: base })}>{t('views.delete', { name: base.name })}…</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asking?.what === 'save' ? (
        <NameView list={list} state={state} onDone={({ id }) => setLast(id)} onClose={() => setAsking(null)} />
      ) : null}
      {asking?.what === 'rename' ? <NameView view={asking.view} onClose={() => setAsking(null)} /> : null}
      {asking?.what === 'delete' ? (
        <Confirm
          opened
          title={t('views.delete', { name: asking.view.name })}
          action={t('views.forget')}
          danger
          pending={forget.isPending}
          problem={forget.error}
          onConfirm={() => forget.mutate({ params: { id: asking.view.id } })}
          onClose={() => setAsking(null)}
        >
          {t('views.deleteText')}
        </Confirm>
      ) : null}
    </>
  )
}
