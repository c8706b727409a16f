import { ActionIcon, Button, Checkbox, Menu, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MailAddress, Meanings, Mono, Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import { Breadcrumb } from '../../kit/Breadcrumb.tsx'
import { Copy } from '../../kit/Copy.tsx'
import { FileDrop } from '../../kit/FileDrop.tsx'
import { BuildingIcon, CheckIcon, ChevronDownIcon, CrossIcon, DownloadIcon, GearIcon, PlusIcon } from '../../kit/icons.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Facts, Panel, Section } from '../../kit/Page.tsx'
import { Emblem, Person } from '../../kit/Person.tsx'
import { Stat, StatLink, Stats } from '../../kit/Stat.tsx'
import { Steps } from '../../kit/Steps.tsx'
import { ThingLink } from '../../kit/ThingLink.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import classes from './kit.module.css'

const long = 'Datenschutzgrundverordnungskonformitätsbescheinigung'
const tones: readonly Tone[] = ['good', 'warn', 'bad', 'info', 'quiet']

export function Buttons() {
  return (
    <Section title="Buttons" lead="One filled button per page or dialog: what one came for. Hover and Tab show the other two states.">
      <Panel>
        <div className={classes.stack}>
          <div className={classes.row}>
            <Button leftSection={<PlusIcon />}>Invite</Button>
            <Button variant="default">Export</Button>
            <Button variant="subtle">Clear</Button>
            <Button color="var(--danger)">Remove</Button>
            <Button disabled>Disabled</Button>
            <Button loading>Busy</Button>
            <ActionIcon variant="subtle" color="gray" aria-label="Settings">
              <GearIcon />
            </ActionIcon>
            <Menu>
              <Menu.Target>
                <Button variant="default" rightSection={<ChevronDownIcon />}>
                  More
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>What follows</Menu.Label>
                <Menu.Item leftSection={<DownloadIcon />}>Download</Menu.Item>
                <Menu.Item disabled>Not now</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
          <div className={classes.row}>
            <Button size="xs">In a row</Button>
            <Button size="xs" variant="default">
              In a row
            </Button>
            <ButtonLink to="/kit" variant="default">
              A link
            </ButtonLink>
            <TextLink to="/kit">A link in a text</TextLink>
            <ThingLink to="/kit">SN-4711-0815</ThingLink>
          </div>
          <div className={classes.telephone}>
            <Button fullWidth>{long} herunterladen</Button>
          </div>
        </div>
      </Panel>
    </Section>
  )
}

export function Fields() {
  const [text, setText] = useState('Kempten')
  const [on, setOn] = useState(true)
  return (
    <Section title="Fields" lead="The label above, what to know below it, what is wrong under the field in words to act on.">
      <Panel>
        <div className={classes.grid}>
          <TextInput label="Place" value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <TextInput label="With a remark" description="As it stands on the invoice." required placeholder="Nothing yet" />
          <TextInput label="At fault" defaultValue="4711" error="A number like this has ten digits." />
          <TextInput label="Disabled" defaultValue="Cannot be changed" disabled />
          <NativeSelect label="Kind" data={['First', 'Second', long]} />
          <Textarea label="Reason" autosize minRows={2} defaultValue={`${long} ${long}`} />
          <div className={classes.stack}>
            <Checkbox label="Picked" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
            <Checkbox label="Some of them" indeterminate readOnly />
            <Checkbox label="Disabled" disabled />
            <Switch label="On and off" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
          </div>
        </div>
      </Panel>
    </Section>
  )
}

export function Words() {
  return (
    <Section
      title="States in a word, copies, numbers"
      lead="The dot carries the tone, the word the meaning: nothing is said by colour alone."
    >
      <Panel>
        <div className={classes.stack}>
          <div className={classes.row}>
            {tones.map((tone) => (
              <Tag key={tone} tone={tone}>
                {tone}
              </Tag>
            ))}
            <Tag tone="warn">{long}</Tag>
          </div>
          <div className={classes.row}>
            <Copy text="C-7KQ2-M9XP" label="Copy the id" />
            <Mono>SN-4711-0815</Mono>
            <Quiet>said quietly</Quiet>
          </div>
          <Meanings
            of={[
              ['Pause', 'Nothing arrives until somebody goes on.'],
              ['End', 'It is over, and a new request begins anew.'],
            ]}
          />
          <Facts
            facts={[
              ['Number', <Copy key="number" text="4711-0815" label="Copy the number" />],
              ['Name', long],
              ['Since', '1 Mar 2026, 10:00'],
              ['Nothing known', '–'],
            ]}
          />
        </div>
      </Panel>
    </Section>
  )
}

export function Numbers() {
  const [pressed, setPressed] = useState(true)
  return (
    <Section title="Stat" lead="A number with its name. A button where it filters, a link where it leads to what it counts.">
      <Stats label="Samples of numbers">
        <Stat name="Plain" value="1,204" />
        <Stat name="Filters" value="38" tone="warn" pressed={pressed} onClick={() => setPressed(!pressed)} />
        <StatLink to="/kit" name="Leads on" value="7" tone="bad" />
        <Stat name="With a trend" value="9,876" tone="good" trend={{ way: 'up', text: '12 % more than last week', tone: 'good' }} />
        <Stat name="Falling" value="31" trend={{ way: 'down', text: '4 fewer', tone: 'bad' }} />
        <Stat name="As before" value="0" trend={{ way: 'flat', text: 'As last week' }} />
        <Stat name={long} value="1" />
      </Stats>
    </Section>
  )
}

export function Who() {
  return (
    <Section title="Person, Emblem" lead="By name. Initials and marks help the eye; nobody has to read them.">
      <Panel>
        <div className={classes.grid}>
          <Person name="Anna Maria Berg" mail="anna.berg@isental.example" />
          <Person name="Anton" note={<Quiet>(you)</Quiet>} />
          <Person name={`${long} von und zu Wolkenstein`} mail={`${long.toLowerCase()}@isental.example`} />
          <Emblem name="Isental Maschinenbau GmbH" mark={<BuildingIcon />} kind="Company" />
          <Emblem name={long} mark={<BuildingIcon />} />
          <MailAddress>{`${long.toLowerCase()}@isental.example`}</MailAddress>
        </div>
      </Panel>
    </Section>
  )
}

export function Course() {
  return (
    <Section
      title="Breadcrumb, Steps, Timeline"
      lead="Crumbs say where a page stands; steps where one is in a piece of work; a timeline what happened to one thing, the latest first."
    >
      <Panel>
        <div className={classes.stack}>
          <Breadcrumb
            above={[
              { key: 'list', link: <TextLink to="/kit">Customers</TextLink> },
              { key: 'thing', link: <TextLink to="/kit">{long}</TextLink> },
            ]}
            here="Settings"
          />
          <Steps label="Sample of steps" steps={['Choose a file', 'Look at it', 'Done']} current={1} />
          <Timeline
            label="Sample of a timeline"
            moments={[
              {
                key: 'c',
                title: 'Confirmed by Anna Berg',
                at: '3 Mar 2026, 09:12',
                instant: '2026-03-03T09:12Z',
                tone: 'good',
                icon: <CheckIcon size={13} />,
              },
              {
                key: 'b',
                title: `Sent back: ${long}`,
                at: '2 Mar 2026, 17:40',
                instant: '2026-03-02T17:40Z',
                tone: 'bad',
                icon: <CrossIcon size={13} />,
                children: 'The number was that of another one.',
              },
              { key: 'a', title: 'Begun by Anton', at: '1 Mar 2026, 10:00', instant: '2026-03-01T10:00Z' },
            ]}
          />
        </div>
      </Panel>
    </Section>
  )
}

export function Notices() {
  return (
    <Section title="Notice" lead="Something to know before one goes on. For what has just become of an act: a toast.">
      <Notice tone="info">From Monday on the office is in Kempten.</Notice>
      <Notice tone="warn" title="Two of them wait">
        They are taken up as soon as somebody has confirmed them.
      </Notice>
      <Notice tone="bad" title="It could not be read">
        Line 12 has no number. Correct it and choose the file again.
      </Notice>
      <Notice tone="info" title="It can be put away" onClose={() => undefined}>
        {long}
      </Notice>
    </Section>
  )
}

export function Files() {
  const [file, setFile] = useState<File | null>(null)
  const texts = { hint: 'A table (CSV) of at most 2 MB.', accept: ['.csv'], mostMegabytes: 2, onFile: setFile }
  return (
    <Section title="FileDrop" lead="Dropped or chosen; too large or of another kind, it says so.">
      <div className={classes.grid}>
        <FileDrop label="Drop the list here" file={file} {...texts} />
        <FileDrop label="Not now" file={null} disabled {...texts} />
      </div>
    </Section>
  )
}
