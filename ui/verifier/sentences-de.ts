/**
 * What the verifier says, in German: the reference for keys and the names in braces. Written for somebody who knows
 * what a ballot is and nothing else.
 */
export const de = {
  // What each check asks.
  'title.file': 'Ist die Datei vollständig?',
  'title.signature': 'Ist das Siegel echt?',
  'title.tree': 'Gehören die Einträge zum Siegel?',
  'title.records': 'Sind die Einträge in Form und Reihenfolge?',
  'title.openings': 'Ist genau das offengelegt, was offen sein soll?',
  'title.electorate': 'Wer durfte abstimmen?',
  'title.votes': 'Zählt jede Stimme zu Recht?',
  'title.totals': 'Stimmen die eingegebenen Summen überein?',
  'title.count': 'Ist richtig gezählt?',
  'title.rule': 'Ist die Mehrheitsregel richtig angewandt?',
  'title.fingerprint': 'Ist es das Siegel aus dem Saal?',

  'state.passed': 'in Ordnung',
  'state.failed': 'nicht in Ordnung',
  'state.not-made': 'nicht geprüft',
  'state.not-needed': 'entfällt',
  'state.to-compare': 'bitte vergleichen',

  // 1 file
  'file.good': 'Die Datei ist vollständig und hat die Form einer Ergebnisdatei.',
  'file.unreadable':
    'Die Datei ist keine Ergebnisdatei der Saalregie in Version 1, oder sie ist beschädigt oder nicht vollständig.',

  // 2 signature
  'signature.ownKey':
    'Das Siegel trägt die Unterschrift des Schlüssels „{origin}“. Diesen Schlüssel nennt die Datei selbst: Von wem sie stammt, zeigt erst der Vergleich des Fingerabdrucks.',
  'signature.trustedKey':
    'Das Siegel trägt die Unterschrift des Schlüssels „{origin}“, und das ist der öffentliche Schlüssel, den Sie angegeben haben.',
  'signature.badKey': 'Der Schlüssel in der Datei ist nicht lesbar.',
  'signature.otherName': 'Der Schlüssel in der Datei gehört zu einem anderen Namen als dem der Anlage.',
  'signature.wrongKeyId': 'Die Kennung des Schlüssels passt nicht zu ihm.',
  'signature.badTrustedKey': 'Der öffentliche Schlüssel, den Sie angegeben haben, ist nicht lesbar.',
  'signature.foreignKey':
    'Die Datei ist mit einem anderen Schlüssel besiegelt als dem, den Sie angegeben haben.',
  'signature.badNote': 'Das Siegel ist nicht lesbar.',
  'signature.otherOrigin': 'Das Siegel gehört zu einer anderen Anlage, als die Datei angibt.',
  'signature.signers': 'Das Siegel trägt {count} Unterschriften statt einer.',
  'signature.otherSigner': 'Unter dem Siegel steht die Unterschrift eines anderen Schlüssels.',
  'signature.forged': 'Die Unterschrift unter dem Siegel ist falsch.',

  // 3 tree
  'tree.good':
    'Die {lines} Einträge dieser Abstimmung gehören unverändert, vollständig und in dieser Reihenfolge zu den {size} Einträgen, die das Siegel umfasst.',
  'tree.otherSize': 'Das Siegel umfasst {sealed} Einträge, die Datei spricht von {claimed}.',
  'tree.tooSmall': 'Die Datei enthält mehr Einträge, als das Siegel umfasst.',
  'tree.before': 'Die Angaben über die Einträge vor dieser Abstimmung sind nicht vollständig.',
  'tree.otherRoot':
    'Die Einträge passen nicht zum Siegel: Mindestens einer wurde geändert, entfernt, hinzugefügt oder verschoben.',

  // 4 records
  'records.good':
    'Alle {lines} Einträge haben die vorgeschriebene Form, keiner bringt eine Stimme aus einer anderen Abstimmung, und alle stehen in der Reihenfolge, in der sie geschrieben wurden.',
  'records.notCanonical': 'Eintrag {line} ist nicht in der vorgeschriebenen Form geschrieben.',
  'records.order': 'Eintrag {line} (Nr. {number}) steht nicht in der Reihenfolge der Nummern.',
  'records.otherBallot': 'Eintrag {line} (Nr. {number}) gehört zu einer anderen Abstimmung.',
  'records.unknown':
    'Eintrag {line} (Nr. {number}, „{type}“) ist unbekannt oder enthält unzulässige Angaben.',
  'records.commitment':
    'Eintrag {line} (Nr. {number}) hat einen verschlossenen Teil zu viel oder einen zu wenig.',
  'records.start': 'Die Einträge beginnen nicht mit der Eröffnung der Abstimmung.',
  'records.end': 'Die Einträge enden nicht mit der Auszählung.',
  'records.twice':
    'Die Abstimmung wurde mehr als einmal eröffnet, geschlossen oder ausgezählt (Eintrag {line}).',
  'records.notClosed': 'Die Abstimmung wurde ausgezählt, ohne geschlossen worden zu sein.',

  // 5 openings
  'openings.named':
    'Alle Namen und alle gezählten Stimmen sind offengelegt, wie es bei namentlicher Abstimmung sein soll. Jede Offenlegung passt zu dem, was während der Abstimmung verschlossen hinterlegt wurde.',
  'openings.unnamed':
    'Alle gezählten Stimmen sind offengelegt, und kein Name. Jede Offenlegung passt zu dem, was während der Abstimmung verschlossen hinterlegt wurde.',
  'openings.twice': 'Eintrag {line} ist zweimal offengelegt.',
  'openings.wrong':
    'Die Offenlegung zu Eintrag {line} passt nicht zu dem, was während der Abstimmung hinterlegt wurde.',
  'openings.unreadable': 'Die Offenlegung zu Eintrag {line} ist nicht lesbar.',
  'openings.labels': 'Die Antworten heißen nicht eindeutig.',
  'openings.missingQuestion': 'Der Wortlaut der Abstimmung ist nicht offengelegt.',
  'openings.missingName': 'Der Name zu Stimmrecht {tag} ist nicht offengelegt (Eintrag {line}).',
  'openings.missingVote': 'Die gezählte Stimme Nr. {number} ist nicht offengelegt (Eintrag {line}).',
  'openings.name':
    'Der Name zu Stimmrecht {tag} ist offengelegt, obwohl nicht namentlich abgestimmt wurde (Eintrag {line}).',
  'openings.replaced': 'Die ersetzte Stimme Nr. {number} ist offengelegt; sie müsste verschlossen bleiben.',
  'openings.other': 'Eintrag {line} ist offengelegt; er müsste verschlossen bleiben.',

  // 6 electorate
  'electorate.good':
    'Stimmrechte: {entitled}, jedes genau einmal, festgestellt bei der Eröffnung. Mitglieder nach Gesetz: {members}.',
  'electorate.late':
    'Das Stimmrecht in Eintrag {line} wurde nicht unmittelbar nach der Eröffnung festgestellt.',
  'electorate.tags': 'Die Stimmrechte sind nicht lückenlos von 1 bis {entitled} nummeriert.',
  'electorate.person': 'Eine Person hat mehr als ein Stimmrecht (Eintrag {line}).',
  'electorate.count': 'Die Auszählung nennt {claimed} Stimmrechte, festgestellt sind {entitled}.',
  'electorate.members':
    'Es gibt {entitled} Stimmrechte, aber nur {members} Mitglieder nach Gesetz, auf die sich die Mehrheit bezieht.',

  // 7 votes
  'votes.good':
    'Einzeln erfasste Stimmen, die zählen: {cast}, höchstens eine je Stimmrecht, alle rechtzeitig und für eine Antwort, die es gibt. Ersetzt und nicht gezählt: {replaced}.',
  'votes.none': 'Bei dieser Art der Abstimmung wurde keine Stimme einzeln erfasst.',
  'votes.unknownRight': 'Eintrag {line} (Nr. {number}) betrifft ein Stimmrecht, das es nicht gibt.',
  'votes.out':
    'Die Stimme Nr. {number} kam, nachdem das Mitglied gegangen oder ausgeschlossen war (Eintrag {line}).',
  'votes.late': 'Eintrag {line} (Nr. {number}) kam nach dem Schluss der Abstimmung.',
  'votes.channel':
    'Die Stimme Nr. {number} kam auf einem Weg, den es bei dieser Abstimmung nicht gibt (Eintrag {line}).',
  'votes.inRoom':
    'Die Stimme Nr. {number} kam über eine Seite, obwohl das Mitglied im Saal war und dort gezählt wurde (Eintrag {line}).',
  'votes.choice': 'Die Stimme Nr. {number} ist für eine Antwort, die es nicht gibt (Eintrag {line}).',
  'votes.repeated': 'Die Stimme Nr. {number} ist eine Wiederholung einer früheren (Eintrag {line}).',
  'votes.notEntered':
    'Die Stimme Nr. {number} soll von Hand eingegeben sein, aber die Eingabe ist nicht verzeichnet (Eintrag {line}).',
  'votes.entered': 'Nach der Eingabe von Hand in Eintrag {line} fehlt die Stimme dazu.',
  'votes.called': 'Eintrag {line} (Nr. {number}) gehört zu einem Namensaufruf, den es hier nicht gab.',
  'votes.notReadBack':
    'Die Antworten des Namensaufrufs wurden vor dem Schluss der Abstimmung nicht verlesen.',

  // 8 totals
  'totals.paper':
    'Vorsitz und Schriftführung haben dieselben Summen eingegeben. Zusammen sind es {sum} Stimmzettel, nicht mehr als Stimmrechte.',
  'totals.once': 'Eingegebene Summen: zusammen {sum} Stimmen, nicht mehr als Stimmrechte.',
  'totals.not-needed': 'Hier wurde jede Stimme einzeln erfasst; Summen wurden nicht eingegeben.',
  'totals.missing': 'Es wurden keine Summen eingegeben.',
  'totals.oneOnly':
    'Die Summen wurden nicht von Vorsitz und Schriftführung eingegeben, sondern nur von einem.',
  'totals.disagree': 'Vorsitz und Schriftführung haben verschiedene Summen eingegeben.',
  'totals.option': 'Die Summen nennen eine Antwort, die es nicht gibt (Eintrag {line}).',
  'totals.tooMany': 'Es sind {sum} Stimmen bei {entitled} Stimmrechten.',
  'totals.tooManyInRoom':
    'Im Saal sind {sum} Stimmen gezählt worden; von den Stimmrechten haben dort aber höchstens {room} abgestimmt.',
  'totals.unasked':
    'Eintrag {line} nennt Summen, obwohl bei dieser Abstimmung jede Stimme einzeln erfasst wurde.',

  // 9 count
  'count.good': 'Neu gezählt: {counts}. So steht es auch in der Datei.',
  'count.option': 'Die Auszählung nennt eine Antwort, die es nicht gibt.',
  'count.votes': 'Neu gezählt sind es für „{label}“ {recounted}, in der Datei stehen {claimed}.',
  'count.invalid': 'Neu gezählt sind {recounted} ungültig, in der Datei stehen {claimed}.',
  'count.cast': 'Neu gezählt sind {recounted} abgegeben, in der Datei stehen {claimed}.',
  'count.notCast': 'Neu gezählt sind {recounted} nicht abgegeben, in der Datei stehen {claimed}.',

  // 10 rule
  'rule.needing': '{majority} Nötig: {needed} Stimmen dafür, erreicht: {votes}. Das Ergebnis ist: {outcome}.',
  'rule.most': '{majority} Das Ergebnis ist: {outcome}.',
  'rule.options': 'Die Mehrheitsregel passt nicht zu den Antworten, die zur Wahl standen.',
  'rule.needed': 'Nötig sind {recomputed} Stimmen dafür, in der Datei stehen {claimed}.',
  'rule.outcome': 'Nach der Regel lautet das Ergebnis „{recomputed}“, in der Datei steht „{claimed}“.',
  'rule.elected': 'Die Datei nennt andere Gewählte, als die Regel ergibt.',

  // 11 fingerprint
  'fingerprint.compare':
    'Vergleichen Sie: Auf der Saalanzeige und in der Niederschrift muss {fingerprint} stehen.',
  'fingerprint.equal': 'Der Fingerabdruck {fingerprint} ist der, den Sie eingegeben haben.',
  'fingerprint.other': 'Die Datei hat den Fingerabdruck {fingerprint}. Sie haben einen anderen eingegeben.',
  'fingerprint.unreadable':
    'Was Sie eingegeben haben, ist kein vollständiger Fingerabdruck. Er hat zwölf Zeichen.',

  'not-made': 'Nicht geprüft, weil eine frühere Prüfung nicht in Ordnung war.',

  'majority.simple': 'Einfache Mehrheit: mehr Ja als Nein.',
  'majority.of-voting': 'Mehr als die Hälfte der Abstimmenden.',
  'majority.of-present': 'Mehr als die Hälfte der Stimmrechte bei der Eröffnung.',
  'majority.of-all': 'Mehr als die Hälfte der {members} Mitglieder nach Gesetz.',
  'majority.two-thirds-of-voting': 'Mindestens zwei Drittel der Abstimmenden.',
  'majority.three-quarters-of-voting': 'Mindestens drei Viertel der Abstimmenden.',
  'majority.two-thirds-of-all': 'Mindestens zwei Drittel der {members} Mitglieder nach Gesetz.',
  'majority.three-quarters-of-all': 'Mindestens drei Viertel der {members} Mitglieder nach Gesetz.',
  'majority.most-votes': 'Gewählt ist, wer die meisten Stimmen hat.',
  'majority.more-than-half-of-valid': 'Gewählt ist, wer mehr als die Hälfte der gültigen Stimmen hat.',

  'outcome.carried': 'angenommen',
  'outcome.rejected': 'abgelehnt',
  'outcome.elected': 'gewählt: {options}',
  'outcome.tie': 'Stimmengleichheit: {options}',
  'outcome.none': 'niemand gewählt',

  'kind.hands': 'mit Handzeichen',
  'kind.device': 'elektronisch',
  'kind.roll-call': 'mit Namensaufruf',
  'kind.paper': 'geheim auf Stimmzetteln',
  'kind.external': 'mit einem anderen System',

  'verdict.waiting': 'Noch keine Datei gewählt.',
  'verdict.reading': 'Wird geprüft …',
  'verdict.good': 'Alles in Ordnung: Die Datei stimmt, und der Fingerabdruck ist der aus dem Saal.',
  'verdict.to-compare':
    'Die Datei ist in sich richtig. Vergleichen Sie jetzt noch den Fingerabdruck mit dem aus dem Saal.',
  'verdict.bad': 'Nicht in Ordnung. Verlassen Sie sich nicht auf diese Datei.',
  'verdict.tooLarge': 'Die Datei ist zu groß für eine Ergebnisdatei.',

  'page.title': 'Ergebnis einer Abstimmung prüfen',
  'page.intro':
    'Diese Seite rechnet eine Ergebnisdatei vollständig nach. Sie braucht kein Netz, und die Datei bleibt auf diesem Gerät.',
  'page.language': 'Sprache',
  'page.choose': 'Ergebnisdatei wählen',
  'page.drop': 'oder hierher ziehen',
  'page.chosen': 'Geprüft: {name}',
  'page.key': 'Öffentlichen Schlüssel der Anlage vergleichen (freiwillig)',
  'page.keyHint':
    'Eine Zeile, wie die Gemeinde sie veröffentlicht hat. Ohne sie nennt die Datei ihren Schlüssel selbst.',
  'page.keyField': 'Öffentlicher Schlüssel',
  'page.keyFile': 'Schlüssel aus einer Datei',
  'page.fingerprint': 'Fingerabdruck',
  'page.fingerprintHint':
    'Er muss auf der Saalanzeige, in der Übertragung und in der Niederschrift genauso stehen. Nur dann ist es die Abstimmung, die im Saal stattgefunden hat.',
  'page.typed': 'Fingerabdruck aus dem Saal oder der Niederschrift',
  'page.checks': 'Prüfungen',
  'page.result': 'Ergebnis',
  'page.option': 'Antwort',
  'page.votes': 'Stimmen',
  'page.invalid': 'ungültig',
  'page.cast': 'abgegeben',
  'page.notCast': 'nicht abgegeben',
  'page.entitled': 'Stimmrechte',
  'page.made': 'Abgestimmt {kind}, eröffnet {time}.',
  'page.notPublic': 'Nichtöffentliche Abstimmung.',
  'page.repeats': 'Diese Abstimmung wiederholt eine frühere.',
  'page.names': 'Namen und Stimmen',
  'page.name': 'Name',
  'page.group': 'Fraktion',
  'page.vote': 'Stimme',
  'page.noVote': 'keine Stimme',
  'page.notSingle': 'nicht einzeln erfasst',
  'page.receipt': 'Meine Stimme suchen',
  'page.receiptHint': 'Die Nummer stand auf Ihrer Seite, als Ihre Stimme gespeichert war.',
  'page.number': 'Nummer',
  'page.limits': 'Was diese Prüfung nicht zeigt',
  'page.limitsText':
    'Ob hinter jedem Stimmrecht der richtige Mensch stand, ob ein Tastengerät die gedrückte Taste gemeldet hat, und ob von Hand Gezähltes richtig gezählt war, kann keine Datei beweisen. Das sieht, wer im Saal dabei ist; und bei Stimmen mit Nummer jedes Mitglied für sich.',

  'receipt.counts': 'Nr. {number}: {label}',
  'receipt.named': 'Nr. {number}: {label}, {name}',
  'receipt.replaced': 'Nr. {number} wurde durch Nr. {by} ersetzt und zählt nicht.',
  'receipt.unknown': 'Nr. {number} ist keine Stimme dieser Abstimmung.',
  'receipt.bad': 'Bitte eine Nummer eingeben, zum Beispiel 417.',

  'command.missing': '{path}: Diese Datei gibt es nicht.',
  'command.result': 'Ergebnis: {outcome}',
} as const;

/** Every language has these. */
export type Catalogue = { readonly [Key in keyof typeof de]: string };
