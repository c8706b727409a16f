import { accountAudit, accountMails, accountNotifications } from './accounts.ts'
import { applicationAudit, applicationMails, applicationNotifications } from './applications.ts'
import { deviceAudit, deviceNotifications } from './devices.ts'
import { hubAudit } from './hub.ts'
import { notificationMails } from './notifications.ts'
import { quotaAudit, quotaNotifications } from './quotas.ts'
import { supportAudit, supportNotifications } from './support.ts'

export const notifications = {
  ...accountNotifications,
  ...applicationNotifications,
  ...deviceNotifications,
  ...quotaNotifications,
  ...supportNotifications,
  transfer_done_one: 'Übertragung an {{target}} beendet: {{moved, number}} Gerät von {{rows, number}} übertragen.',
  transfer_done_many: 'Übertragung an {{target}} beendet: {{moved, number}} Geräte von {{rows, number}} übertragen.',
  transfer_done_other: 'Übertragung an {{target}} beendet: {{moved, number}} Geräte von {{rows, number}} übertragen.',
  transfer_done_of_file_one:
    'Übertragung von „{{fileName}}“ an {{target}} beendet: {{moved, number}} Gerät von {{rows, number}} übertragen.',
  transfer_done_of_file_many:
    'Übertragung von „{{fileName}}“ an {{target}} beendet: {{moved, number}} Geräte von {{rows, number}} übertragen.',
  transfer_done_of_file_other:
    'Übertragung von „{{fileName}}“ an {{target}} beendet: {{moved, number}} Geräte von {{rows, number}} übertragen.',
  transfer_undone_one: 'Übertragung rückgängig gemacht: {{count, number}} Gerät ist wieder dort, woher es kam.',
  transfer_undone_many: 'Übertragung rückgängig gemacht: {{count, number}} Geräte sind wieder dort, woher sie kamen.',
  transfer_undone_other: 'Übertragung rückgängig gemacht: {{count, number}} Geräte sind wieder dort, woher sie kamen.',
  transfer_failed: 'Eine Übertragung wurde vor ihrem Ende abgebrochen. Öffnen Sie sie, um zu sehen, was aus jeder Zeile geworden ist.',
  transfer_lapsing:
    'Die Vorschau einer Übertragung an {{target}} (Zeilen: {{rows, number}}) verfällt in etwa {{hours, number}} Stunden. Öffnen und bestätigen Sie sie, wenn sie ausgeführt werden soll.',
  request_received: '{{partner}} bittet Ihre Organisation um eine Einwilligung.',
  request_withdrawn: '{{partner}} hat eine Bitte um Einwilligung zurückgezogen.',
  request_accepted: '{{customer}} hat die erbetene Einwilligung erteilt.',
  request_refused: '{{customer}} hat die erbetene Einwilligung abgelehnt.',
  feed_done_one: 'Verkaufsmeldung „{{fileName}}“ verarbeitet: {{count, number}} Gerät von {{rows, number}} eingestellt.',
  feed_done_many: 'Verkaufsmeldung „{{fileName}}“ verarbeitet: {{count, number}} Geräte von {{rows, number}} eingestellt.',
  feed_done_other: 'Verkaufsmeldung „{{fileName}}“ verarbeitet: {{count, number}} Geräte von {{rows, number}} eingestellt.',
  feed_failed:
    'Eine Verkaufsmeldung konnte nicht zu Ende verarbeitet werden. Öffnen Sie sie, um zu sehen, was aus jeder Zeile geworden ist.',
  feed_held_one: '{{count, number}} Zeile einer Verkaufsmeldung wartet auf Ihre Entscheidung.',
  feed_held_many: '{{count, number}} Zeilen einer Verkaufsmeldung warten auf Ihre Entscheidung.',
  feed_held_other: '{{count, number}} Zeilen einer Verkaufsmeldung warten auf Ihre Entscheidung.',
  feed_held_settled: '{{vendor}} hat über eine wartende Zeile der Verkaufsmeldung „{{fileName}}“ entschieden: {{serial}}.',
  customer_accepted: '{{name}} hat Ihre Einladung angenommen.',
  relationship_requested: '{{name}} bittet Ihre Organisation um eine Beziehung.',
  relationship_accepted: '{{name}} hat die Beziehung zu Ihrer Organisation angenommen.',
  relationship_ended: 'Die Beziehung zu {{name}} ist beendet.',
  devices_arrived_one: '{{count, number}} Gerät ist unter „Nicht zugewiesene Geräte“ eingetroffen.',
  devices_arrived_many: '{{count, number}} Geräte sind unter „Nicht zugewiesene Geräte“ eingetroffen.',
  devices_arrived_other: '{{count, number}} Geräte sind unter „Nicht zugewiesene Geräte“ eingetroffen.',
  devices_moved_in_one: '{{partner}} hat {{count, number}} Gerät an Ihre Organisation übertragen.',
  devices_moved_in_many: '{{partner}} hat {{count, number}} Geräte an Ihre Organisation übertragen.',
  devices_moved_in_other: '{{partner}} hat {{count, number}} Geräte an Ihre Organisation übertragen.',
  devices_moved_out_one: '{{partner}} hat {{count, number}} Gerät aus Ihrer Organisation heraus übertragen.',
  devices_moved_out_many: '{{partner}} hat {{count, number}} Geräte aus Ihrer Organisation heraus übertragen.',
  devices_moved_out_other: '{{partner}} hat {{count, number}} Geräte aus Ihrer Organisation heraus übertragen.',
  devices_moved_back_in_one:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät ist wieder bei Ihrer Organisation.',
  devices_moved_back_in_many:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte sind wieder bei Ihrer Organisation.',
  devices_moved_back_in_other:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte sind wieder bei Ihrer Organisation.',
  devices_moved_back_out_one:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät hat Ihre Organisation wieder verlassen.',
  devices_moved_back_out_many:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte haben Ihre Organisation wieder verlassen.',
  devices_moved_back_out_other:
    '{{partner}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte haben Ihre Organisation wieder verlassen.',
}

export const audit = {
  ...accountAudit,
  ...applicationAudit,
  ...deviceAudit,
  ...quotaAudit,
  ...supportAudit,
  ...hubAudit,
  'session.signed_in': '{{who}} hat sich angemeldet.',
  'session.signed_out': '{{who}} hat sich abgemeldet.',
  'organisation.created': '{{who}} hat die Organisation {{name}} angelegt.',
  'organisation.updated': '{{who}} hat die Daten der Organisation geändert.',
  'member.invited': '{{who}} hat {{name}} als Mitglied eingeladen. Rollen: {{roles}}.',
  'member.joined': '{{name}} ist Mitglied geworden.',
  'member.changed': '{{who}} hat die Mitgliedschaft von {{name}} geändert. Rollen: {{roles}}.',
  'member.removed': '{{who}} hat {{name}} als Mitglied entfernt.',
  'location.created': '{{who}} hat den Standort {{name}} mit der Standort-ID {{locationId}} hinzugefügt.',
  'accreditation.given': '{{who}} hat eine Akkreditierung von {{vendor}} für {{organisation}} eingetragen: {{kind}}.',
  'accreditation.changed': '{{who}} hat die Akkreditierung von {{vendor}} für {{organisation}} geändert: {{kind}}.',
  'holding.opened': 'Der Sammelmandant „Nicht zugewiesene Geräte“ wurde eröffnet. Seine Kunden-ID ist {{customerId}}.',
  'customer.added': '{{who}} hat den Kunden {{name}} hinzugefügt und die Einladung gesendet.',
  'customer.updated': '{{who}} hat die Daten des Kunden {{name}} geändert.',
  'customer.invited_again': '{{who}} hat die Einladung an {{name}} noch einmal gesendet.',
  'relationship.requested': '{{who}} hat eine Beziehung zwischen {{other}} und dieser Organisation angefragt.',
  'relationship.accepted': '{{who}} hat die Beziehung zwischen {{other}} und dieser Organisation angenommen.',
  'relationship.disabled': '{{who}} hat den Zugang aus der Beziehung zwischen {{other}} und dieser Organisation ausgeschaltet.',
  'relationship.enabled': '{{who}} hat den Zugang aus der Beziehung zwischen {{other}} und dieser Organisation wieder eingeschaltet.',
  'relationship.ended': '{{who}} hat die Beziehung zwischen {{other}} und dieser Organisation beendet.',
  'settings.updated': '{{who}} hat die Einstellungen geändert.',
  'settings.updated_for': '{{who}} hat die Einstellungen von {{other}} geändert.',
  'cpin.read': '{{who}} hat die cPIN gelesen.',
  'cpin.read_for': '{{who}} hat die cPIN von {{other}} gelesen.',
  'cpin.rotated': '{{who}} hat die cPIN durch eine neue ersetzt.',
  'cpin.rotated_for': '{{who}} hat die cPIN von {{other}} durch eine neue ersetzt.',
  'feed.received': '{{who}} hat die Verkaufsmeldung „{{fileName}}“ gesendet. Zeilen: {{rows, number}}.',
  'feed.placed_one': 'Eine Verkaufsmeldung von {{who}} hat {{count, number}} Gerät unter „Nicht zugewiesene Geräte“ eingestellt.',
  'feed.placed_many': 'Eine Verkaufsmeldung von {{who}} hat {{count, number}} Geräte unter „Nicht zugewiesene Geräte“ eingestellt.',
  'feed.placed_other': 'Eine Verkaufsmeldung von {{who}} hat {{count, number}} Geräte unter „Nicht zugewiesene Geräte“ eingestellt.',
  'job.retried': '{{who}} hat die Aufgabe {{job}} erneut starten lassen.',
  'feed.done_one':
    'Die Verkaufsmeldung „{{fileName}}“ von {{who}} ist verarbeitet: {{count, number}} von {{rows, number}} Geräten eingestellt.',
  'feed.done_many':
    'Die Verkaufsmeldung „{{fileName}}“ von {{who}} ist verarbeitet: {{count, number}} von {{rows, number}} Geräten eingestellt.',
  'feed.done_other':
    'Die Verkaufsmeldung „{{fileName}}“ von {{who}} ist verarbeitet: {{count, number}} von {{rows, number}} Geräten eingestellt.',
  'feed.failed': 'Eine Verkaufsmeldung konnte nicht bis zum Ende verarbeitet werden: Wer sie gesendet hat, darf keine mehr senden.',
  'feed.row_corrected': '{{who}} hat Zeile {{line, number}} der Verkaufsmeldung „{{fileName}}“ berichtigt.',
  'feed.retried':
    '{{who}} hat abgewiesene Zeilen der Verkaufsmeldung „{{fileName}}“ noch einmal versuchen lassen. Zeilen: {{rows, number}}.',
  'feed.retry_done':
    'Der neue Versuch der Verkaufsmeldung „{{fileName}}“ von {{who}} ist fertig. Zeilen: {{rows, number}}, davon eingestellt: {{placed, number}}.',
  'feed.held_placed': '{{who}} hat über die wartende Zeile zur Seriennummer {{serial}} entschieden: Das Gerät wurde eingestellt.',
  'feed.held_already_there': '{{who}} hat über die wartende Zeile zur Seriennummer {{serial}} entschieden: Das Gerät war bereits dort.',
  'feed.held_refused': '{{who}} hat die wartende Zeile zur Seriennummer {{serial}} abgelehnt: „{{reason}}“.',
  'transfer.confirmed': '{{who}} hat eine Übertragung an {{target}} bestätigt. Zeilen: {{rows, number}}.',
  'transfer.moved_out_one': '{{who}} hat {{count, number}} Gerät aus diesem Mandanten übertragen.',
  'transfer.moved_out_many': '{{who}} hat {{count, number}} Geräte aus diesem Mandanten übertragen.',
  'transfer.moved_out_other': '{{who}} hat {{count, number}} Geräte aus diesem Mandanten übertragen.',
  'transfer.moved_in_one': '{{who}} hat {{count, number}} Gerät in diesen Mandanten übertragen.',
  'transfer.moved_in_many': '{{who}} hat {{count, number}} Geräte in diesen Mandanten übertragen.',
  'transfer.moved_in_other': '{{who}} hat {{count, number}} Geräte in diesen Mandanten übertragen.',
  'transfer.moved_one': '{{who}} hat {{count, number}} Gerät von {{from}} an {{to}} übertragen.',
  'transfer.moved_many': '{{who}} hat {{count, number}} Geräte von {{from}} an {{to}} übertragen.',
  'transfer.moved_other': '{{who}} hat {{count, number}} Geräte von {{from}} an {{to}} übertragen.',
  'request.sent': '{{who}} hat {{customer}} um die Einwilligung gebeten, Geräte zu verschieben, bis {{until}}. Zweck: {{purpose}}',
  'request.received': '{{partner}} hat um die Einwilligung gebeten, Geräte zu verschieben, bis {{until}}. Zweck: {{purpose}}',
  'request.withdrawn':
    '{{who}} hat die Bitte von {{partner}} an {{customer}} um Einwilligung in das Verschieben von Geräten zurückgezogen.',
  'request.refused': '{{who}} hat für {{customer}} die von {{partner}} erbetene Einwilligung abgelehnt.',
  'consent.given': '{{who}} hat für {{customer}} eingewilligt, dass {{partner}} Geräte verschiebt, bis {{until}}.',
  'consent.withdrawn': '{{who}} hat für {{customer}} die Einwilligung widerrufen, dass {{partner}} Geräte verschiebt.',
  'transfer.moved_several_one': '{{who}} hat {{count, number}} Gerät übertragen. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.moved_several_many':
    '{{who}} hat {{count, number}} Geräte übertragen. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.moved_several_other':
    '{{who}} hat {{count, number}} Geräte übertragen. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.moved_back_several_one':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät ging zurück. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.moved_back_several_many':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte gingen zurück. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.moved_back_several_other':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte gingen zurück. Quellen: {{sources, number}}, Ziele: {{targets, number}}.',
  'transfer.undo_asked_one': '{{who}} hat die Rücknahme der Übertragung von {{count, number}} Gerät an {{target}} veranlasst.',
  'transfer.undo_asked_many': '{{who}} hat die Rücknahme der Übertragung von {{count, number}} Geräten an {{target}} veranlasst.',
  'transfer.undo_asked_other': '{{who}} hat die Rücknahme der Übertragung von {{count, number}} Geräten an {{target}} veranlasst.',
  'transfer.moved_back_out_one':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät hat diesen Mandanten wieder verlassen.',
  'transfer.moved_back_out_many':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte haben diesen Mandanten wieder verlassen.',
  'transfer.moved_back_out_other':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte haben diesen Mandanten wieder verlassen.',
  'transfer.moved_back_in_one':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät ist in diesen Mandanten zurückgekommen.',
  'transfer.moved_back_in_many':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte sind in diesen Mandanten zurückgekommen.',
  'transfer.moved_back_in_other':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte sind in diesen Mandanten zurückgekommen.',
  'transfer.moved_back_one': '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Gerät ging von {{from}} an {{to}} zurück.',
  'transfer.moved_back_many':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte gingen von {{from}} an {{to}} zurück.',
  'transfer.moved_back_other':
    '{{who}} hat eine Übertragung rückgängig gemacht: {{count, number}} Geräte gingen von {{from}} an {{to}} zurück.',
}

export const mails = {
  ...accountMails,
  ...applicationMails,
  ...notificationMails,
  customer_invitation: {
    subject: '{{partner}} lädt {{organisation}} zu {{hub}} ein',
    greeting: 'Guten Tag {{name}},',
    body: '{{partner}} möchte {{organisation}} auf {{hub}} betreuen und bittet um Ihre Zustimmung.',
    button: 'Einladung ansehen',
    meaning:
      'Wenn Sie annehmen, sieht {{partner}} die Geräte von {{organisation}} auf {{hub}} und kann sie verwalten. Sie können diesen Zugang jederzeit ausschalten. Solange Sie nicht angenommen haben, sieht {{partner}} nur die eigenen Eingaben.',
    expiry: 'Der Link gilt bis {{until}}.',
    ignore: 'Wenn Sie diese Einladung nicht erwarten, beachten Sie sie einfach nicht. Es geschieht dann nichts.',
  },
  member_invitation: {
    subject: '{{from}} lädt Sie zu {{organisation}} auf {{hub}} ein',
    greeting: 'Guten Tag {{name}},',
    body: '{{from}} lädt Sie ein, Mitglied von {{organisation}} auf {{hub}} zu werden.',
    button: 'Einladung ansehen',
    meaning:
      'Wenn Sie annehmen, können Sie mit den Rollen, die für Sie gewählt wurden, für {{organisation}} arbeiten. Deren Administratoren sehen Ihren Namen und Ihre E-Mail-Adresse.',
    expiry: 'Der Link gilt bis {{until}}.',
    ignore: 'Wenn Sie diese Einladung nicht erwarten, beachten Sie sie einfach nicht. Es geschieht dann nichts.',
  },
  help: 'Hilfe bekommen',
  footer: 'Diese Nachricht kommt von {{hub}}. Dort betreuen Partner die Geräte ihrer Kunden.',
}
