import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeCoConVotingAnswer,
  encodeCoConVotingEvent,
  encodeCoConVotingRequest,
  parseCoConVotingAnswer,
  parseCoConVotingEvent,
  parseCoConVotingRequest,
} from '../../../protocols/televic-cocon/voting.ts';
import {
  printedVote,
  votingEventTexts,
  votingPaths,
  votingReadTexts,
  votingTexts,
} from '../../golden/televic-cocon-voting.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const body = (text: string) => ({ status: 200, body: JSON.stringify(text) });

describe('golden frames', () => {
  test.each(votingPaths)('a client asks %s', (path, request) => {
    const call = { method: 'GET', path: `/CoCon/${path}` } as const;
    expect(encodeCoConVotingRequest(request)).toEqual(call);
    expect(parseCoConVotingRequest(call)).toEqual(request);
  });
  test.each(votingTexts)('the server says %s', (text, message) => {
    expect(encodeCoConVotingAnswer(message)).toEqual(body(text));
    expect(parseCoConVotingAnswer(body(text))).toEqual({ ok: true, message });
  });
  test.each(votingReadTexts)('%s is understood', (text, message) => {
    expect(parseCoConVotingAnswer(body(text))).toEqual({ ok: true, message });
  });
  test.each(votingEventTexts)('a poll brings %s', (text, event) => {
    expect(encodeCoConVotingEvent(event)).toEqual(body(text));
    expect(parseCoConVotingEvent(body(text))).toEqual(event);
  });
  test('single votes are spelled in two ways', () => {
    const [text, event] = printedVote;
    expect(encodeCoConVotingEvent(event, true)).toEqual(body(text));
    expect(parseCoConVotingEvent(body(text))).toEqual(event);
  });
  test.each(['0', '1', '-1'])('%s is a result, quoted or not', (text) => {
    const message = { type: 'result', code: Number(text) } as const;
    expect(parseCoConVotingAnswer(body(text))).toEqual({ ok: true, message });
    expect(parseCoConVotingAnswer({ status: 200, body: text })).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodeCoConVotingRequest,
    (call) => parseCoConVotingRequest(call) ?? { type: 'unknown' },
    fc.constantFrom(...votingPaths.map(([, request]) => request)),
  );
  answerLaws(
    'answers',
    (message) => encodeCoConVotingAnswer(message),
    parseCoConVotingAnswer,
    fc.constantFrom(...votingTexts.map(([, message]) => message)),
  );
});

test.each([
  'Voting/SetVotingState/?State=Begin',
  'Voting/SetVotingState/',
  'Voting/AddVotingTemplate/?Title=Test',
  'Voting/AddVotingTemplate/?Title=T&NrOfOptions=6',
  'Voting/AddVotingTemplate/?Title=T&NrOfOptions=1&LedColour1=Pink&SymbolIndex1=1',
  'Voting/DeleteVotingTemplate/?Title=',
  'Voting/GetIndividualVotingResults/?Id=x',
  'Meeting_Agenda/SetActiveAgendaItemById/?Id=a',
])('%s is wrong', (path) => {
  expect(parseCoConVotingRequest({ method: 'GET', path: `/CoCon/${path}` })).toEqual({ type: 'malformed' });
});

test.each([
  ['POST', '/CoCon/Voting/GetVotingState'],
  ['GET', '/CoCon/Voting/toString'],
  ['GET', '/CoCon/Microphone/Get'],
  ['GET', '/Voting/GetVotingState'],
])('%s %s is no call of this subject', (method, path) => {
  expect(parseCoConVotingRequest({ method, path })).toBeUndefined();
});

test.each([
  '{"GetVotingState":{"State":"Asleep"}}',
  '{"IndividualVotingResults":{"Id":112}}',
  '{"IndividualVotingResults":{"VotingResults":[]}}',
  '{"GetGeneralVotingResults":{"Id":1,"VotingResults":{}}}',
  '{"MicrophoneState":{}}',
  '[]',
])('%s makes no sense', (text) => {
  expect(parseCoConVotingAnswer(body(text)).ok).toBe(false);
});

test('votes of nobody and without an option are left out; lists without an end are refused', () => {
  const of = (votes: unknown) =>
    parseCoConVotingAnswer(
      body(JSON.stringify({ IndividualVotingResults: { Id: 1, VotingResults: votes } })),
    );
  expect(
    of([{ VotingOptionId: 2 }, { DelegateId: 0, VotingOptionId: 2, SeatNumber: 0 }, { DelegateId: 3 }, null]),
  ).toMatchObject({ message: { votes: [] } });
  expect(of(Array.from({ length: 5001 }, () => null)).ok).toBe(false);
});

test('agendas below agendas have an end', () => {
  let item: unknown = { Type: 'VotingAgendaItem', State: 'active', IdInDb: 1, VotingOptions: [] };
  for (let depth = 0; depth < 50; depth++) item = { Type: 'Discussion', Children: [item] };
  const text = JSON.stringify({ GetAgendaItemInformationInRunningMeeting: { AgendaItems: [item] } });
  expect(parseCoConVotingAnswer(body(text))).toEqual({ ok: true, message: { type: 'agenda', items: [] } });
});
