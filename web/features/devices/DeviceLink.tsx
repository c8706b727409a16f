import { useActingFor } from '../../app/session.ts'
import { Mono } from '../../kit/Bits.tsx'
import { ThingLink } from '../../kit/ThingLink.tsx'

/** A device by its serial number, and the way to its page; the number alone where there is none to go to. */
export function DeviceLink({ id, serialNumber }: { id: string | null; serialNumber: string }) {
  const organisationId = useActingFor() ?? ''
  if (id === null) return <Mono>{serialNumber || '–'}</Mono>
  return (
    <ThingLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId: id }}>
      {serialNumber}
    </ThingLink>
  )
}
