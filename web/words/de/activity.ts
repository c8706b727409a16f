export const activity = {
  lead: 'Wer was für Ihre Organisation getan hat, das Neueste zuerst. Nichts davon lässt sich nachträglich ändern.',
  leadCustomer:
    'Alles, was mit Ihren Geräten und Einstellungen geschah, durch Sie und durch Ihre Partner. Nichts davon lässt sich nachträglich ändern.',
  what: 'Was geschah',
  who: 'Wer',
  at: 'Wann',
  seal: 'Siegel',
  sealed: 'Versiegelt',
  notYet: 'in wenigen Sekunden',
  everybody: 'Alle',
  partners: 'Unsere Partner',
  us: 'Wir',
  empty: { title: 'Noch nichts geschehen', text: 'Sobald jemand etwas tut, steht es hier.' },
}
