// Devices picked in a list, on their way to the transfer assistant. They stay in this tab: two tabs are two pieces of work.

export type PickedDevice = { id: string; serialNumber: string; model: string | null }

const keyOf = (organisationId: string) => `steward-picked:${organisationId}`

export function keepPicked(organisationId: string, devices: readonly PickedDevice[]): void {
  sessionStorage.setItem(keyOf(organisationId), JSON.stringify(devices))
}

function isPicked(value: unknown): value is PickedDevice {
  return typeof value === 'object' && value !== null && 'id' in value && 'serialNumber' in value
}

const pastedKeyOf = (organisationId: string) => `steward-pasted:${organisationId}`

/** Pasted serial numbers, for whoever comes back from the preview. */
export function keepPasted(organisationId: string, text: string): void {
  sessionStorage.setItem(pastedKeyOf(organisationId), text)
}

export function readKept(organisationId: string): string {
  return sessionStorage.getItem(pastedKeyOf(organisationId)) ?? ''
}

export function readPicked(organisationId: string): PickedDevice[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(organisationId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isPicked) : []
  } catch {
    return []
  }
}
