import type * as en from '../en/hub.ts'

export const hubAudit: { [K in keyof typeof en.hubAudit]: string } = {
  'hub.named': '{{who}} hat den Hub „{{name}}“ genannt. Vorher: „{{was}}“.',
  'hub.help_changed': '{{who}} hat festgelegt, wo man Hilfe zum Hub bekommt: {{help}}. Vorher: {{was}}.',
  'hub.language_set':
    '{{who}} hat die Sprache für Personen festgelegt, deren Sprache nicht bekannt ist: {{language}}. Vorher: {{formerLanguage}}.',
  'hub.announced': '{{who}} hat allen angekündigt: „{{text}}“',
  'hub.announcement_changed': '{{who}} hat die Ankündigung an alle geändert: „{{text}}“. Vorher: „{{was}}“',
  'hub.announcement_ended': '{{who}} hat die Ankündigung „{{was}}“ zurückgenommen.',
}

export const hubProblems: { [K in keyof typeof en.hubProblems]: { title: string; detail: string } } = {
  'hub.announcement_times': {
    title: 'Diese Zeiten passen nicht zusammen',
    detail:
      'Nennen Sie ein Ende, das noch bevorsteht und nach dem Beginn liegt, oder keines: Dann wird die Ankündigung gezeigt, bis Sie sie zurücknehmen.',
  },
}
