-- A vendor's devices in the order of their models, as in that of their serial numbers (device_vendor_serial). `model >= ''` is so of every device and said by
-- that list alone: on tables that nobody has analysed yet, look-ups of one device by vendor and serial would take this index for theirs.
create index device_vendor_model on hub.device (vendor, model, id) where retired_at is null and model >= '';
