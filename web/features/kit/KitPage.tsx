import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Brand } from '../../app/Brand.tsx'
import { NotFoundPage } from '../../app/BrokenPage.tsx'
import { densities, useDensity } from '../../app/density.ts'
import { oneOf } from '../../app/listing.ts'
import { Page } from '../../kit/Page.tsx'
import { Toasts } from '../../kit/Toast.tsx'
import { useDemonstration } from '../session/Demonstration.tsx'
import { Icons } from './Icons.tsx'
import classes from './kit.module.css'
import { Buttons, Course, Fields, Files, Notices, Numbers, Who, Words } from './Parts.tsx'
import { Answers, Dialogs, Said, Waiting } from './States.tsx'
import { Tables } from './Tables.tsx'
import { Colours, Distances, Motion, Type } from './Tokens.tsx'

const schemes = ['light', 'dark', 'auto'] as const

function Switches() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  return (
    <div className={classes.row}>
      <SegmentedControl
        size="xs"
        aria-label="Appearance"
        data={[...schemes]}
        value={colorScheme}
        onChange={(value) => setColorScheme(oneOf(schemes, value) ?? 'auto')}
      />
      <SegmentedControl
        size="xs"
        aria-label="Density"
        data={[...densities]}
        value={density}
        onChange={(value) => setDensity(oneOf(densities, value) ?? 'comfortable')}
      />
    </div>
  )
}

/** Every part of the kit in every state, for those who make pages (docs/design.md); on a demonstration hub only. Its texts are samples. */
export function KitPage() {
  const { signIns, isPending } = useDemonstration()
  if (isPending) return null
  if (signIns.length === 0) return <NotFoundPage />
  return (
    <div className={classes.frame} lang="en">
      <header className={classes.header}>
        <Brand />
        <Switches />
      </header>
      <main className={classes.main}>
        <Toasts />
        <Page title="The kit" lead="Every part in every state. What each is for, and what it is not for, stands in docs/design.md.">
          <Colours />
          <Type />
          <Distances />
          <Motion />
          <Icons />
          <Buttons />
          <Fields />
          <Dialogs />
          <Tables />
          <Answers />
          <Waiting />
          <Said />
          <Notices />
          <Words />
          <Numbers />
          <Who />
          <Course />
          <Files />
        </Page>
      </main>
    </div>
  )
}
