-- R-T5: a transfer of the rows that stayed names the one that they stayed of.
alter table hub.transfer add column retry_of uuid references hub.transfer on delete set null;
create index on hub.transfer (retry_of, created_at) where retry_of is not null;
