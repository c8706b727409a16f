-- Whoever asked may take an open request back (R-D10).
alter table hub.request drop constraint request_state_check;
alter table hub.request add constraint request_state_check check (state in ('open', 'accepted', 'refused', 'lapsed', 'withdrawn'));
comment on column hub.request.answered_by is 'Who ended it: the customer''s by an answer, the partner''s by taking it back.';
create policy withdraw_as_any on hub.request for update to :prefix_any
  using (partner = hub.home() and partner = hub.acting() and state = 'open')
  with check (partner = hub.home() and partner = hub.acting() and state = 'withdrawn' and answered_by = hub.person());
