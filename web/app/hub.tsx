import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getHub, unnamedHub } from '../../contract/hub-settings.ts'
import { call } from '../call.ts'
import { HubName } from '../kit/Page.tsx'

const lookMilliseconds = 60_000

/** What the hub is called, where there is help, what is announced: for everybody, signed in or not, looked at again every minute. */
export function useHub() {
  return useQuery({
    queryKey: ['person', getHub.name],
    queryFn: () => call(getHub, {}),
    staleTime: lookMilliseconds,
    refetchInterval: lookMilliseconds,
    retry: false,
  }).data
}

export function useHubName(): string {
  return useHub()?.name ?? unnamedHub
}

/** Pages below carry the hub's name in their title. */
export function Named({ children }: { children: ReactNode }) {
  return <HubName value={useHubName()}>{children}</HubName>
}

/** Where people get help with this hub, as links; empty where nobody has said. */
export function useHelp(): { href: string; shown: string }[] {
  const help = useHub()?.help
  return [
    ...(help?.link ? [{ href: help.link, shown: new URL(help.link).host }] : []),
    ...(help?.mail ? [{ href: `mailto:${help.mail}`, shown: help.mail }] : []),
  ]
}
