-- Corrected rows are counted (R-B4), and a vendor's desk settles disputes about held ones (R-D11).

-- How many rows of a feed were corrected and wait for a retry (R-B4) is told on its page, which asks every few seconds: never by walking the rows.
create index feed_row_waiting on hub.feed_row (feed) where waiting;

drop function door.settle_held(uuid, integer, text);
-- The desk settles one held row of its products: places the device with the vendor's proof (R-D11), or refuses it with a reason. Where another record
-- has proof the answer is `held` and nothing changes; with `instead` that record stays where it is, without proof, and whose it is goes to the caller for
-- the log. No row where there is no such held row for this vendor (R-A2);
-- `no_accreditation` and no change where the partner has no place for it. Locks: the feed, the holding tenant, the record that loses its proof, then those of
-- door.place_named. Where it still answers `held`, another report was quicker, and the caller takes it back.
create function door.settle_held(of_feed uuid, at_line integer, refusal text, instead boolean)
returns table (outcome text, reporter uuid, partner uuid, tenant uuid, serial text, file_name text, vendor_name text, other_device uuid, other_organisation uuid) language plpgsql as $$
#variable_conflict use_column
declare
  f hub.feed;
  settled pg_catalog.text;
  named record;
  loser hub.device;
  own_name pg_catalog.text := (select o.name from hub.organisation o where o.id = hub.acting());
begin
  perform hub.need('door.settle_held', 'member');
  perform 1 from hub.feed_row r where r.feed = of_feed and r.line = at_line and r.vendor = hub.acting() and r.outcome = 'held';
  if not found then return; end if;
  select * into f from hub.feed x where x.id = of_feed for update;
  perform door.open_feed_chunk();
  insert into pg_temp.feed_chunk (line, product_number, product_key, serial, serial_key, model, web_order, sale_date, vendor, location, partner, tenant,
    outcome, reason, was, was_vendor, was_location)
  select r.line, r.product_number, r.product_key, r.serial, r.serial_key, r.model, r.web_order, r.sale_date, r.vendor, r.location, l.partner, h.id,
    case
      when refusal is not null then 'refused'
      when h.id is null or not exists (select from hub.accreditation a where a.organisation = l.partner and a.vendor = r.vendor
        and a.kind in ('resell_monitor', 'service_delivery') and hub.now()::date between a.valid_from and coalesce(a.valid_until, 'infinity')) then 'no_accreditation'
    end,
    refusal, r.outcome, r.vendor, r.location
  from hub.feed_row r join hub.location l on l.id = r.location left join hub.tenant h on h.organisation = l.partner and h.kind = 'holding'
  where r.feed = of_feed and r.line = at_line and r.vendor = hub.acting() and r.outcome = 'held';
  if not found then return; end if;

  select c.vendor, c.product_key, c.serial_key, c.tenant into named from pg_temp.feed_chunk c where c.outcome is null;
  if found and instead then
    perform 1 from hub.tenant t where t.id = named.tenant for no key update;
    update hub.device x set proof = 'none'
    where x.vendor = named.vendor and x.product_key = named.product_key and x.serial_key = named.serial_key and x.proof <> 'none' and x.retired_at is null
      and x.tenant <> named.tenant
    returning * into loser;
  end if;
  perform door.place_named(f.reporter, 'vendor');
  select c.outcome into settled from pg_temp.feed_chunk c;
  if settled not in ('held', 'no_accreditation') then
    perform door.keep_feed_chunk(f, -1, 'settled', own_name);
  end if;
  return query select c.outcome, f.reporter, c.partner, c.tenant, c.serial, f.file_name, own_name, loser.id,
    (select t.organisation from hub.tenant t where t.id = loser.tenant) from pg_temp.feed_chunk c;
end $$;
call wall.door('door.settle_held(uuid, integer, text, boolean)', '{any}');
