-- What other organisations' people did, of a log that is mostly one's own: without walking the rest (1.7 s -> 40 ms of a million rows).
create index audit_event_partners on hub.audit_event (organisation, at, id) where home <> organisation;
