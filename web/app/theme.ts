import { createTheme, type MantineColorsTuple } from '@mantine/core'
import classes from './theme.module.css'

/** Mantine's names for what kit/tokens.css says: no value stands here. */
const ramp = (name: string): MantineColorsTuple => {
  const shade = (at: number) => `var(--${name}-${at})`
  return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)]
}

const heading = (level: 'h1' | 'h2' | 'h3') => ({ fontSize: `var(--type-${level})`, lineHeight: `var(--line-${level})` })
const modal = 120
const floats = { defaultProps: { shadow: 'md' } }

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent: ramp('accent'), gray: ramp('gray'), dark: ramp('dark') },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: 'var(--type-xs)', sm: 'var(--type-sm)', md: 'var(--type-md)', lg: 'var(--type-lg)', xl: 'var(--type-xl)' },
  headings: { fontWeight: 'var(--weight-strong)', sizes: { h1: heading('h1'), h2: heading('h2'), h3: heading('h3') } },
  spacing: { xs: 'var(--space-8)', sm: 'var(--space-12)', md: 'var(--space-16)', lg: 'var(--space-20)', xl: 'var(--space-32)' },
  radius: { xs: 'var(--radius-xs)', sm: 'var(--radius-sm)', md: 'var(--radius-md)', lg: 'var(--radius-lg)' },
  shadows: { xs: 'var(--shadow-low)', sm: 'var(--shadow-low)', md: 'var(--shadow-mid)', lg: 'var(--shadow-mid)', xl: 'var(--shadow-high)' },
  components: {
    Button: { defaultProps: { size: 'sm', classNames: { root: classes.button, label: classes.buttonLabel } } },
    Input: { classNames: { wrapper: classes.field } },
    InputWrapper: { classNames: { description: classes.remark, error: classes.remark } },
    Checkbox: {
      defaultProps: { radius: 'xs' },
      classNames: { input: classes.box, icon: classes.tick, description: classes.remark, error: classes.remark },
    },
    Radio: { classNames: { radio: classes.box, icon: classes.tick } },
    Progress: { classNames: { root: classes.progress, section: classes.done } },
    SegmentedControl: { classNames: { root: classes.choices, label: classes.choice } },
    Switch: { classNames: { thumb: classes.thumb, track: classes.track } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        transitionProps: { duration: modal },
        // Its `header` element would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: { title: classes.dialogTitle },
    },
    // Beside its button, not at the page's end: there it comes next for those who go by keys. And nothing in it that is no choice.
    Menu: { defaultProps: { ...floats.defaultProps, withinPortal: false, withInitialFocusPlaceholder: false } },
    Popover: floats,
    Combobox: { ...floats, classNames: { option: classes.option } },
    Select: { classNames: { option: classes.option } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
})
