import type * as en from '../en/hub.ts'

export const hubAudit: { [K in keyof typeof en.hubAudit]: string } = {
  'hub.named': '{{who}} a nommé le hub « {{name}} ». Auparavant : « {{was}} ».',
  'hub.help_changed': '{{who}} a défini où trouver de l’aide sur le hub : {{help}}. Auparavant : {{was}}.',
  'hub.language_set':
    '{{who}} a défini la langue des personnes dont on ne connaît pas la langue : {{language}}. Auparavant : {{formerLanguage}}.',
  'hub.announced': '{{who}} a annoncé à tous : « {{text}} »',
  'hub.announcement_changed': '{{who}} a modifié l’annonce à tous : « {{text}} ». Auparavant : « {{was}} »',
  'hub.announcement_ended': '{{who}} a retiré l’annonce « {{was}} »',
}

export const hubProblems: { [K in keyof typeof en.hubProblems]: { title: string; detail: string } } = {
  'hub.announcement_times': {
    title: 'Ces dates ne conviennent pas',
    detail: 'Indiquez une fin à venir et postérieure au début, ou aucune : l’annonce reste alors affichée jusqu’à ce que vous la retiriez.',
  },
}
