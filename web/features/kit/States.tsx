import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CallProblem } from '../../call.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { FormProblem, useDraft } from '../../kit/Form.tsx'
import { FormDialog } from '../../kit/FormDialog.tsx'
import { BoxIcon, PlusIcon } from '../../kit/icons.tsx'
import { Panel, Section } from '../../kit/Page.tsx'
import { Empty, Failed, Refused, type Shape, Skeletons } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'
import classes from './kit.module.css'

function problem(status: number, detail = ''): CallProblem {
  return new CallProblem({ type: 'about:blank', title: '', status, code: 'http.sample', detail, correlationId: 'req-4711-0815' })
}

const shapes: readonly Shape[] = ['table', 'facts', 'stats', 'text']

export function Answers() {
  return (
    <Section title="Empty, Refused, Failed" lead="What stands where content would. Each says what to do next.">
      <div className={classes.grid}>
        <Empty
          icon={<BoxIcon size={20} />}
          title="Nothing has arrived yet"
          action={<Button leftSection={<PlusIcon />}>Add the first one</Button>}
        >
          What others send you stands here, the latest first.
        </Empty>
        <Empty title="Nothing is like that">Take away a filter, or search for less.</Empty>
        <Refused permission="sample.read" />
        <Failed error={problem(404)} />
        <Failed error={problem(503)} retry={() => undefined} />
        <Failed error={problem(500)} retry={() => undefined} />
        <Failed error={problem(500)} retry={() => undefined} trying />
        <Failed error={problem(0)} retry={() => undefined} />
      </div>
    </Section>
  )
}

export function Waiting() {
  return (
    <Section title="Skeleton" lead="The shape of what comes, so that nothing jumps. For what takes longer than a blink only.">
      {shapes.map((shape) => (
        <div key={shape}>
          <h3 className={classes.small}>{shape}</h3>
          {/* They say that they load, and never will. */}
          <div inert aria-hidden="true">
            <Skeletons of={shape} />
          </div>
        </div>
      ))}
    </Section>
  )
}

export function Said() {
  return (
    <Section title="Toast" lead="What has become of an act, in a corner. What failed stays; what can be taken back offers it.">
      <Panel>
        <div className={classes.row}>
          <Button variant="default" onClick={() => toast.done('Saved')}>
            Done
          </Button>
          <Button variant="default" onClick={() => toast.undoable('Put into the archive', () => toast.done('Taken out again'))}>
            Undoable
          </Button>
          <Button variant="default" onClick={() => toast.failed(problem(409, 'Somebody else changed it meanwhile. Load the page again.'))}>
            Failed
          </Button>
        </div>
      </Panel>
    </Section>
  )
}

type Asked = 'form' | 'problem' | 'confirm' | 'danger' | 'kept' | null

function SampleForm({ fault, onClose }: { fault: boolean; onClose: () => void }) {
  const { field, dirty } = useDraft({ name: '', mail: '' })
  const [pending, setPending] = useState(false)
  return (
    <FormDialog
      title="Invite somebody"
      action="Send the invitation"
      pending={pending}
      problem={fault ? problem(422, 'The address belongs to nobody.') : null}
      dirty={dirty}
      onSend={() => setPending(true)}
      onClose={onClose}
    >
      <TextInput label="Name" required {...field('name')} />
      <TextInput
        label="Mail address"
        type="email"
        required
        error={fault ? 'The address belongs to nobody.' : undefined}
        {...field('mail')}
      />
    </FormDialog>
  )
}

export function Dialogs() {
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  return (
    <Section
      title="Form, Dialog, Confirm"
      lead="The focus begins in the first field, Escape closes, a click beside it closes nothing that was typed."
    >
      <Panel>
        <div className={classes.stack}>
          <div className={classes.row}>
            <Button variant="default" onClick={() => setAsked('form')}>
              A form
            </Button>
            <Button variant="default" onClick={() => setAsked('problem')}>
              A form at fault
            </Button>
            <Button variant="default" onClick={() => setAsked('confirm')}>
              Confirm
            </Button>
            <Button variant="default" onClick={() => setAsked('danger')}>
              Confirm what is hard to take back
            </Button>
            <Button variant="default" onClick={() => setAsked('kept')}>
              A dialog that is kept
            </Button>
          </div>
          <FormProblem problem={problem(422, 'The place is closed on that day. Choose another one.')} />
          <FormProblem problem={problem(500)} />
        </div>
      </Panel>
      {asked === 'form' || asked === 'problem' ? <SampleForm fault={asked === 'problem'} onClose={close} /> : null}
      {asked === 'kept' ? (
        <Dialog kept title="Your codes" onClose={close}>
          They are shown this once. A click beside the dialog does not close it.
        </Dialog>
      ) : null}
      {asked === 'confirm' ? (
        <Confirm opened title="Pause the deliveries?" action="Pause" onConfirm={close} onClose={close}>
          Nothing arrives until somebody goes on.
        </Confirm>
      ) : null}
      {asked === 'danger' ? (
        <Confirm opened danger title="Remove 1,204 of them?" action="Remove" onConfirm={close} onClose={close}>
          Whoever works with them sees them no longer. For 30 days it can be undone.
        </Confirm>
      ) : null}
    </Section>
  )
}
