-- A session that had moved a few devices some times kept a plan made for a few, and with it 10,000 at once took a minute: each chunk is planned
-- for its own size, which costs a millisecond.
alter function door.point(uuid[], uuid[], uuid[], boolean) set plan_cache_mode = force_custom_plan;
