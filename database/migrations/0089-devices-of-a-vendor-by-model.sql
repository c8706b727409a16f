-- A vendor's devices in the order of their models, as in that of their serial numbers (device_vendor_serial).
create index device_vendor_model on hub.device (vendor, model, id) where retired_at is null;
