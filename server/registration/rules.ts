/** A partner's holding tenant takes what feeds report as sold, and what is put back there (R-B3, R-T2); nobody types devices into it. */
export function takesRegistrations(kind: 'customer' | 'holding' | 'own'): boolean {
  return kind !== 'holding'
}
