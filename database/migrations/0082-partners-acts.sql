-- What other organisations' people did, of a log that is mostly one's own: without walking the rest (1.7 s -> 40 ms of a million rows).
create index audit_event_partners on hub.audit_event (organisation, at, id) where home <> organisation;
-- And what whoever runs the hub did there.
create index audit_event_operators on hub.audit_event (organisation, at, id) where home is null and person is not null;
