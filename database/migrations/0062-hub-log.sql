-- The operator reads the hub's own log: what was done by whoever runs it and concerns no organisation, or more than one.

call wall.see('hub.audit_event', '{operator}', 'organisation = ''00000000-0000-0000-0000-000000000000''::uuid',
  'id, at, organisation, era, xid, kind, person, person_name, home, acting, subject, detail');
call wall.see('hub.audit_seal', '{operator}', 'true', 'number, era, from_xid, to_xid');
