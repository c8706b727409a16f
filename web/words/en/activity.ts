export const activity = {
  lead: 'Who did what for your organisation, newest first. Nothing here can be changed afterwards.',
  leadCustomer:
    'Everything that was done with your devices and settings, by you and by your partners. Nothing here can be changed afterwards.',
  what: 'What happened',
  who: 'Who',
  at: 'When',
  seal: 'Seal',
  sealed: 'Sealed',
  notYet: 'in a few seconds',
  everybody: 'Everybody',
  partners: 'Our partners',
  us: 'Us',
  empty: { title: 'Nothing yet', text: 'Acts show up here as soon as somebody does something.' },
}
