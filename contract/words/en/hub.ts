// What the server says about the settings of the hub.

export const hubAudit = {
  'hub.named': '{{who}} named the hub “{{name}}”. Before: “{{was}}”.',
  'hub.help_changed': '{{who}} set where people get help with the hub: {{help}}. Before: {{was}}.',
  'hub.language_set': '{{who}} set the language for people whose own is not known: {{language}}. Before: {{formerLanguage}}.',
  'hub.announced': '{{who}} announced to everybody: “{{text}}”',
  'hub.announcement_changed': '{{who}} changed the announcement to everybody: “{{text}}”. Before: “{{was}}”',
  'hub.announcement_ended': '{{who}} took back the announcement “{{was}}”',
}

export const hubProblems = {
  'hub.announcement_times': {
    title: 'These times do not fit',
    detail: 'Give an end that is still to come and after the beginning, or none: then the announcement is shown until you take it back.',
  },
}
