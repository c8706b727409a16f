import { type Check, findRows } from './finding.ts'

/** Reach as its causes make it (R-A7): own tenants of active organisations, tenants of customers with an accepted `manages` relationship. */
const caused = `
  select t.organisation, t.id as tenant, t.organisation as whose, 'own' as via
  from hub.tenant t join hub.organisation o on o.id = t.organisation and o.state = 'active'
  union all
  select r.from_organisation, t.id, t.organisation, 'manages'
  from hub.relationship r join hub.tenant t on t.organisation = r.to_organisation and t.kind = 'customer'
  where r.kind = 'manages' and r.state = 'accepted'`

const kept = 'select organisation, tenant, whose, via from hub.reach where until is null or until > hub.now()'

/** Whether who reaches what is what its causes say; too much is worse than too little, so each is told apart. */
export const checkReach: Check = async (client) => {
  const inWords = `format('organisation %s reaches tenant %s (%s)', x.organisation, x.tenant, x.via)`
  const rule = 'R-A7'
  return [
    ...(await findRows(
      client,
      { check: 'reach', rule, what: 'An organisation reaches a tenant without a cause.' },
      `select ${inWords} as example from ((${kept}) except (${caused})) x`,
    )),
    ...(await findRows(
      client,
      { check: 'reach', rule, what: 'An organisation should reach a tenant and does not.' },
      `select ${inWords} as example from ((${caused}) except (${kept})) x`,
    )),
    ...(await findRows(
      client,
      { check: 'reach', rule, what: "A tenant's managing partner is not the one with the oldest accepted relationship." },
      wrongPartner,
    )),
    ...(await findRows(
      client,
      { check: 'reach', rule: 'R-C2', what: "A customer's card does not say what its relationship says." },
      wrongCard,
    )),
  ]
}

const wrongPartner = `
  select format('tenant %s', t.id) as example from hub.tenant t
  where t.managing_partner is distinct from (
    select r.from_organisation from hub.relationship r
    where t.kind = 'customer' and r.to_organisation = t.organisation and r.kind = 'manages' and r.state = 'accepted'
    order by r.accepted_at, r.id limit 1)`

const wrongCard = `
  select format('relationship %s: card %s, relationship %s', r.id, c.state, r.state) as example
  from hub.customer_card c join hub.relationship r on r.id = c.relationship
  where c.state <> case r.state when 'requested' then 'pending' else r.state end
    or c.partner <> r.from_organisation or c.organisation <> r.to_organisation`
