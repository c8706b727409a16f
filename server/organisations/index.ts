/** What follows an accreditation that was given; and whether its days are in order. */
export { tellOfAccreditation } from './accredit.ts'
export { datesAreInOrder } from './dealings-rules.ts'
/** What `npm run steward` does where nobody of an organisation can invite any more. */
export { inviteAsOperator } from './invite-member.ts'
/** The organisation that a member acts for. */
export { actingFor } from './members.ts'
/** Makes the holding tenants that are due by now (R-B1). */
export { openDueHoldings } from './open-holdings.ts'
/** One end's change of a relationship: audited at both ends, the other side told, devices follow. */
export { changeRelationship } from './relate.ts'
