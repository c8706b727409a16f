import type { Language } from '../../contract/endpoint.ts'

/** Languages name themselves. */
export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français', de: 'Deutsch' }
