/** German of serving the keypads, and of a ballot as whoever serves the hall sees it. */
export const deVoting = {
  'voting.keypadsKey': 'Abstimmgeräte',
  'voting.keypadsTitle': 'Abstimmgeräte: Probe und Zuordnung',
  'voting.noKeypads':
    'Es ist noch kein Abstimmgerät bekannt. In der Probe meldet sich jedes, das gedrückt wird.',
  'voting.start': 'Probe beginnen',
  'voting.end': 'Probe beenden',
  'voting.running': 'Probe läuft: Bitte alle eine Taste drücken. {tested} von {count} haben sich gemeldet.',
  'voting.last': 'Letzte Probe: {tested} von {count} haben sich gemeldet.',
  'voting.ballotRuns': 'Während einer Abstimmung ist keine Probe möglich.',
  'voting.ready': 'bereit',
  'voting.notReady': 'nicht bereit',
  'voting.tested': 'gemeldet',
  'voting.notTested': 'noch nicht',
  'voting.nobody': 'niemand',
  'voting.keypad': 'Gerät {keypad}',
  'voting.assignTo': 'Abstimmgerät {keypad}: Wem gehört es?',
  'voting.search': 'Name suchen',
  'voting.toNobody': 'Niemandem',
  'voting.more': 'Es gibt mehr: bitte genauer suchen.',
  'voting.forgeable':
    'Geräte dieser Art lassen sich fälschen. Nur für offene Abstimmungen mit sichtbaren Namen.',
  'voting.totals': 'Dieses Gerät meldet nur Summen. Wer wie gestimmt hat, erfährt niemand.',
  'voting.accepted.after-store': 'Das Gerät zeigt „angenommen“ erst, wenn die Stimme hier gespeichert ist.',
  'voting.accepted.by-device':
    'Das Licht am Gerät heißt nicht, dass die Stimme gespeichert ist. Gespeichert ist, was hier steht.',
  'voting.accepted.never':
    'Das Gerät zeigt nicht an, ob die Stimme angekommen ist. Gespeichert ist, was hier steht.',
  'voting.delivery.at-least-once': 'Ein Tastendruck wird wiederholt, bis er hier gespeichert ist.',
  'voting.delivery.reported-once':
    'Was bei einer Störung verloren geht, wird nach dem Schließen nachgefragt.',
  'voting.delivery.at-most-once':
    'Ein Tastendruck kann verloren gehen. Wer fehlt, steht hier und drückt noch einmal.',
  'voting.delivery.totals-only': 'Gemeldet wird nach dem Schließen.',
} as const;
