import '@mantine/core/styles.layer.css'
import '../kit/tokens.css'
import './app.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { getSession } from '../../contract/session.ts'
import { CallProblem } from '../call.ts'
import { speakAtFields } from '../kit/fields.ts'
import { startWords } from '../words/index.ts'
import { now } from './clock.ts'
import { Named } from './hub.tsx'
import { makeRouter } from './router.tsx'
import { findSession, findSilence, isSignedIn, recheckSession } from './session.ts'
import { theme } from './theme.ts'

const refusedFrom = 400
const faultFrom = 500
const mostRetries = 2

/** The server puts a fresh nonce into the page: with it, Mantine's style elements pass the content policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// react-style-singleton (below Mantine's modals) reads the nonce from here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const barriers = ['session.second_factor_needed', 'session.too_old']

/** A session that ended, or that an organisation's rules keep out: the shell sees it and leads to what is missing. */
function noticeEnd(error: unknown) {
  if (!(error instanceof CallProblem) || !isSignedIn(queries)) return
  if (error.problem.status === 401 || barriers.includes(error.problem.code)) void recheckSession(queries)
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => (query.queryKey[1] === getSession.name ? undefined : noticeEnd(error)) }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => {
        const { status } = error instanceof CallProblem ? error.problem : { status: 0 }
        return (status < refusedFrom || status >= faultFrom) && count < mostRetries
      },
    },
  },
})

const router = makeRouter(queries)
const colours = localStorageColorSchemeManager({ key: 'steward-colour-scheme' })

const reloadedKey = 'steward-reloaded'
const reloadOnceMilliseconds = 60_000

/** The hub was updated while this tab was open: its old pieces are gone, the new page has the new ones. */
window.addEventListener('vite:preloadError', async () => {
  if (now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < reloadOnceMilliseconds || (await findSilence())) return
  sessionStorage.setItem(reloadedKey, String(now()))
  window.location.reload()
})

async function start() {
  // Asked for at once: which page it is and in what language waits for it. Whoever needs it sees its problem.
  void findSession(queries).catch(() => undefined)
  await startWords()
  speakAtFields(document)
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} getStyleNonce={() => nonce} colorSchemeManager={colours} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <Named>
            <RouterProvider router={router} />
          </Named>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

void start()
