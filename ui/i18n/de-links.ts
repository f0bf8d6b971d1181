/** German of giving out personal links, on the clerk's page. */
export const deLinks = {
  'clerk.task.members': 'Zugeschaltete',
  'members.linksTitle': 'Persönliche Links',
  'members.linksText':
    'Wer zugeschaltet ist oder am Tablet abstimmt, meldet sich mit einem persönlichen Link und einer PIN an. Beides wird nur einmal gezeigt. Die PIN geht auf einem anderen Weg als der Link.',
  'members.authority': 'Zertifikat laden',
  'members.authorityText':
    'Auf den Geräten der Mitglieder einmal installieren und ihm vertrauen, sonst warnt der Browser vor der Seite.',
  'members.search': 'Suchen',
  'members.nobodyFound': 'Niemand gefunden.',
  'members.give': 'Link ausgeben',
  'members.giveOf': '{name}: Link ausgeben',
  'members.giveAgain': 'Neuer Link …',
  'members.giveAgainOf': '{name}: neuen Link ausgeben',
  'members.giveAgainTitle': 'Neuen Link für {name}?',
  'members.giveAgainText':
    'Der bisherige Link gilt dann nicht mehr, und wer damit angemeldet ist, wird abgemeldet.',
  'members.giveAgainYes': 'Ja, neuer Link',
  'members.withdraw': 'Zurückziehen …',
  'members.withdrawOf': '{name}: Link zurückziehen',
  'members.withdrawTitle': 'Link von {name} zurückziehen?',
  'members.withdrawText': 'Der Link gilt nicht mehr, und wer damit angemeldet ist, wird abgemeldet.',
  'members.withdrawYes': 'Ja, zurückziehen',
  'members.giveAll': 'Links für alle ohne Link ({count})',
  'members.giveAllTitle': 'Links ausgeben?',
  'members.giveAllText':
    '{count} Mitglieder bekommen je einen Link und eine PIN. Beides wird nur jetzt gezeigt.',
  'members.giveAllYes': 'Ja, ausgeben',
  'members.giving': 'Links werden gemacht: {done} von {all}',
  'members.failed': '{name}: {reason}',

  'members.slipsTitle': 'Neue Links · {count}',
  'members.slipsText':
    'Nur jetzt zu sehen. Links und PINs getrennt drucken und auf verschiedenen Wegen übergeben: zum Beispiel den Link als Zettel oder Nachricht, die PIN mündlich oder per Telefon.',
  'members.printLinks': 'Links drucken',
  'members.printPins': 'PINs drucken',
  'members.hideSlips': 'Fertig, ausblenden',
  'members.hideSlipsTitle': 'Links ausblenden?',
  'members.hideSlipsText': 'Sie sind danach nicht mehr zu sehen. Für Verlorene gibt es neue.',
  'members.hideSlipsYes': 'Ja, ausblenden',
  'members.slipLink': 'Persönlicher Link',
  'members.slipLinkText':
    'Diesen Code aufnehmen oder den Link öffnen. Dazu gehört eine PIN, die anders zu Ihnen kommt.',
  'members.slipPin': 'PIN',
  'members.slipPinText': 'Gehört zu Ihrem persönlichen Link. Bitte nicht zusammen aufbewahren.',
  'members.qrOf': 'QR-Code des Links von {name}',
  'members.showPin': 'PIN zeigen',
  'members.hidePin': 'PIN verbergen',
  'members.copyLink': 'Link kopieren',
  'members.copied': 'Kopiert',
} as const;
