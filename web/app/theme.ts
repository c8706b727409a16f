import { createTheme, type MantineColorsTuple } from '@mantine/core'
import classes from './theme.module.css'

/** The one accent: a deep sea green, AA on white from shade 7 on and on the dark ground up to shade 4. */
const accent: MantineColorsTuple = [
  '#e9f7f5',
  '#d3ece9',
  '#a6d9d3',
  '#75c5bc',
  '#4cb3a9',
  '#2a9c92',
  '#178279',
  '#0f6e6a',
  '#0c5b58',
  '#084643',
]

const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f5',
  '#e6e9ec',
  '#d9dde2',
  '#bfc6cd',
  '#98a2ac',
  '#66717d',
  '#4a545f',
  '#333c45',
  '#1d242b',
]

const dark: MantineColorsTuple = [
  '#d4d9de',
  '#b5bdc5',
  '#98a2ac',
  '#66717d',
  '#3a434d',
  '#2c343c',
  '#22292f',
  '#191e23',
  '#14181c',
  '#0f1215',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Open Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.375rem' },
    },
  },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px' },
  components: {
    Button: { defaultProps: { size: 'sm', classNames: { root: classes.button, label: classes.buttonLabel } } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        transitionProps: { duration: 120 },
        // Its `header` element would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontWeight: 600, fontSize: '1rem', lineHeight: 1.4, minWidth: 0, overflowWrap: 'anywhere' } },
    },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
})
