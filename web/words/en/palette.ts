export const palette = {
  open: 'Search or go to …',
  keys: 'Ctrl K',
  find: 'Page, customer, serial number …',
  customers: 'Customers',
  devices: 'Devices',
  actsTitle: 'Begin',
  pages: 'Pages',
  none: 'Nothing found for “{{typed}}”. Devices are found by the start of their serial number.',
  acts: {
    transfer: 'Transfer devices',
    customer: 'Add a customer',
    register: 'Register a device',
    feed: 'Send a feed',
    member: 'Invite a member',
  },
}
