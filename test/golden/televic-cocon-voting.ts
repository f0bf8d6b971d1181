/**
 * Voting of the Televic CoCon API as printed in CoCon API Description v6.9 (4.2.4, 4.3.5), its curly quotes and
 * semicolons put right, with the messages they mean. Single votes of events with seats: clients in the field.
 */
import type {
  CoConVotingAnswer,
  CoConVotingEvent,
  CoConVotingRequest,
} from '../../protocols/televic-cocon/voting.ts';

/** Behind `/CoCon/`. */
export const votingPaths: readonly (readonly [string, CoConVotingRequest])[] = [
  ['Voting/GetVotingState', { type: 'get-voting-state' }],
  ['Meeting_Agenda/GetAgendaItemInformationInRunningMeeting', { type: 'get-agenda' }],
  ['Voting/SetVotingState/?State=Start', { type: 'set-voting-state', action: 'Start' }],
  ['Voting/SetVotingState/?State=Restart', { type: 'set-voting-state', action: 'Restart' }],
  [
    'Voting/AddInstantVote/?VotingTemplate=3_Vote_Public',
    { type: 'add-instant-vote', title: '3_Vote_Public' },
  ],
  [
    'Voting/DeleteVotingTemplate/?Title=MyVotingTemplateExample',
    { type: 'delete-template', title: 'MyVotingTemplateExample' },
  ],
  ['Meeting_Agenda/SetActiveAgendaItemById/?Id=2.1', { type: 'activate-item', place: '2.1' }],
  ['Voting/GetIndividualVotingResults/?Id=112', { type: 'get-individual', id: 112 }],
  ['Voting/GetGeneralVotingResults/?Id=20', { type: 'get-general', id: 20 }],
  [
    'Voting/AddVotingTemplate/?Title=Haushalt%202027&NrOfOptions=2&Description1=Ja&Option1=%23FF008000&SymbolIndex1=1&LedColour1=Green&IsAbstain1=False&Description2=Enthaltung&Option2=%23FFFFFF00&SymbolIndex2=3&LedColour2=Yellow&IsAbstain2=True&BadgeOption=4&OverallOption=1&IndividualOption=5&CanCorrect=True&HasPin=False&IsWeightUsed=False&EnableVotingTimer=False&EnableQuorum=False&EnableOutcomMsg=False&HungVoteSetting=0',
    {
      type: 'add-template',
      title: 'Haushalt 2027',
      options: [
        { description: 'Ja', colour: 'Green', symbol: 1, abstain: false },
        { description: 'Enthaltung', colour: 'Yellow', symbol: 3, abstain: true },
      ],
    },
  ],
];

/** The text inside the body's string. */
export const votingTexts: readonly (readonly [string, CoConVotingAnswer])[] = [
  ['{"GetVotingState":{"State":"VotingIdle"}}', { type: 'voting-state', state: 'VotingIdle' }],
  ['{"AddInstantVote":{"Result":true}}', { type: 'instant-vote', result: true }],
  [
    '{"IndividualVotingResults":{"Id":112,"VotingResults":[{"DelegateId":174,"VotingOptionId":247,"SeatNumber":13}]}}',
    { type: 'individual', id: 112, votes: [{ delegateId: 174, optionIds: [247], seat: 13 }] },
  ],
  [
    '{"IndividualVotingResults":{"Id":112,"VotingResults":[{"DelegateId":174,"VotingOptionId":[247,248,249],"SeatNumber":13}]}}',
    { type: 'individual', id: 112, votes: [{ delegateId: 174, optionIds: [247, 248, 249], seat: 13 }] },
  ],
  [
    '{"GetAgendaItemInformationInRunningMeeting":{"AgendaItems":[{"Id":"4","Title":"","Description":"","Type":"VotingAgendaItem","State":"ended","VotingOptions":[{"Id":397,"Name":"1","Color":"#FF008000"},{"Id":398,"Name":"2","Color":"#FF008000"}],"Children":[],"IdInDb":131}]}}',
    {
      type: 'agenda',
      items: [
        {
          idInDb: 131,
          place: '4',
          title: '',
          state: 'ended',
          options: [
            { id: 397, name: '1' },
            { id: 398, name: '2' },
          ],
        },
      ],
    },
  ],
];

/** Read, and not written like this. */
export const votingReadTexts: readonly (readonly [string, CoConVotingAnswer])[] = [
  [
    '{"GetGeneralVotingResults":{"Id":100,"VotingResults":{"Total":{"Count":4,"Weight":4.0},"Voted":{"Count":1,"Weight":1.0},"NotVoted":{"Count":3,"Weight":3.0},"Options":[{"Id":181,"Name":"","Color":"#FF008000","Votes":{"Count":0,"Weight":0.0}},{"Id":182,"Name":"","Color":"#FFFFFF00","Votes":{"Count":1,"Weight":1.0}}],"AuthorityAssigned":{"Present":0,"Voted":0,"Register":0}}}}',
    {
      type: 'general',
      id: 100,
      voted: 1,
      total: 4,
      counts: [
        { optionId: 181, count: 0 },
        { optionId: 182, count: 1 },
      ],
    },
  ],
  [
    '{"GetAgendaItemInformationInRunningMeeting":{"AgendaItems":[{"Id":"1","Title":"Begin","Type":"DiscussionAgendaItem","State":"ended","Children":[{"Id":"1.1","Title":"A","Type":"VotingAgendaItem","State":"active","VotingOptions":[],"Children":[],"IdInDb":7}],"IdInDb":6}]}}',
    {
      type: 'agenda',
      items: [{ idInDb: 7, place: '1.1', title: 'A', state: 'active', options: [] }],
    },
  ],
];

export const votingEventTexts: readonly (readonly [string, CoConVotingEvent])[] = [
  [
    '{"VotingState":{"Id":11,"State":"Start","VotingTemplate":"3_Vote_Public"}}',
    { type: 'voting-state-changed', id: 11, state: 'Start', template: '3_Vote_Public' },
  ],
  [
    '{"IndividualVotingResults":{"Id":11,"VotingResults":[{"DelegateId":24,"VotingOptionId":2,"SeatNumber":5}]}}',
    { type: 'individual', id: 11, votes: [{ delegateId: 24, optionIds: [2], seat: 5 }] },
  ],
];

/** As the chapter on events spells it. */
export const printedVote: readonly [string, CoConVotingEvent] = [
  '{"IndividualVotingResults":{"Id":11,"VotingResults":[{"DelegateID":24,"VotingOptionID":2}]}}',
  { type: 'individual', id: 11, votes: [{ delegateId: 24, optionIds: [2] }] },
];
