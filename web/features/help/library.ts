import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../../../contract/endpoint.ts'
import { oneOf } from '../../app/listing.ts'
import { findSilence } from '../../app/session.ts'
import type { Guide } from './guide.ts'

const load: Record<Language, () => Promise<{ guides: Guide[] }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
}

/** Every guide in one language, and those to running a hub; in their order. */
export async function findGuides(language: Language): Promise<Guide[]> {
  const shelves = await Promise.all([load[language](), import('./operating.ts')])
  return shelves.flatMap(({ guides }) =>
    guides.toSorted((one, other) => one.order - other.order || one.title.localeCompare(other.title, language)),
  )
}

/** The guides in the language of the pages; they come in a piece of their own, once. */
export function useGuides() {
  const language = oneOf(languages, useTranslation().i18n.language) ?? 'en'
  return useQuery<Guide[]>({
    queryKey: ['person', 'guides', language],
    queryFn: async () => {
      try {
        return await findGuides(language)
      } catch (fault) {
        throw (await findSilence()) ?? fault
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
