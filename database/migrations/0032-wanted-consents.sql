-- Devices of a transfer that stay for want of a customer's consent (R-T2), as the preview found them.
alter table hub.transfer add wants_consent integer not null default 0;
grant update (wants_consent) on hub.transfer to :prefix_managed, :prefix_any;
