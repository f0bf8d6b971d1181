/** What an import makes of a server that behaves, and of objects that are not as they should be. */
import { describe, expect, test } from 'vitest';
import { bodyInput, personInput } from '../../../protocols/api/commands/register.ts';
import {
  hurriedClock,
  item,
  list,
  membership,
  runImport,
  serve,
  smallTown,
  startOparlServer,
  type,
  type Json,
  type OparlServer,
  type Town,
} from './oparl-server.ts';

async function town(change?: (town: Town, server: OparlServer) => void): Promise<OparlServer> {
  const server = await startOparlServer();
  const built = smallTown(server.at);
  serve(server, built);
  if (change) {
    change(built, server);
    for (const [path, data] of [
      ['/oparl/organizations', built.organizations],
      ['/oparl/people', built.people],
      ['/oparl/meetings', built.meetings],
    ] as const)
      if (server.requests.length === 0) server.json(path, list(data));
  }
  return server;
}
const meetingOf = ({ meetings: [meeting] }: Town): Json => meeting as Json;
const itemsOf = (each: Town): Json[] => meetingOf(each)['agendaItem'] as Json[];

describe('a server that behaves', () => {
  test('people, bodies, groups, chair and agenda with papers come over', async () => {
    const server = await town();
    const { found, error } = await runImport(server);
    expect(error).toBeUndefined();
    expect(found.isComplete).toBe(true);
    expect(found.people.map(({ name }) => name)).toEqual(['Dr. Anna Beispiel', 'Bernd Muster']);
    expect(found.bodies.map(({ name, kind }) => [name, kind])).toEqual([
      ['Stadtrat', 'council'],
      ['Bauausschuss', 'committee'],
    ]);
    const [council, committee] = found.bodies;
    expect(council?.members).toMatchObject([
      { role: 'chair', group: 'Mitte', votingRight: true },
      { role: 'deputy-chair', rank: 1, isVoteAssumed: true },
    ]);
    expect(committee?.members).toMatchObject([{ role: 'member', votingRight: false }]);
    expect(found.sittings).toEqual([
      {
        title: 'Sitzung des Stadtrats',
        date: '2027-01-20',
        time: '18:00',
        place: 'Rathaus, Großer Saal',
        body: council?.id,
        source: server.at('/oparl/meeting/1'),
        items: [
          {
            number: '1',
            title: 'Punkt 1',
            isPublic: true,
            paper: server.at('/files/1.pdf'),
            matter: 'VO/2027/001',
            source: server.at('/oparl/item/1'),
          },
          { number: '2', title: 'Punkt 2', isPublic: false, source: server.at('/oparl/item/2') },
        ],
      },
    ]);
  });

  test('nothing of a person but name and membership is kept, and files are not fetched', async () => {
    const server = await town();
    const { found } = await runImport(server);
    expect(JSON.stringify(found)).not.toMatch(/example\.org|0123|Geheimweg/);
    expect(server.requests.filter((path) => path.startsWith('/files'))).toEqual([]);
  });

  test('what comes over is input that the register takes', async () => {
    const server = await town();
    const { found } = await runImport(server);
    for (const person of found.people) expect(personInput.safeParse(person).success).toBe(true);
    for (const body of found.bodies) {
      const members = body.members.map(({ isVoteAssumed: _assumed, ...member }) => member);
      expect(bodyInput.safeParse({ ...body, members }).success).toBe(true);
    }
  });

  test('ids are the same at the next import, with another name and over https as well', async () => {
    const server = await town();
    const before = (await runImport(server)).found;
    server.json(
      '/oparl/people',
      list(smallTown(server.at).people.map((person) => ({ ...person, name: 'Neu' }))),
    );
    const after = (await runImport(server)).found;
    expect(after.people.map(({ id }) => id)).toEqual(before.people.map(({ id }) => id));
    expect(new Set(after.people.map(({ id }) => id)).size).toBe(2);
  });

  test('the stages are told in order', async () => {
    const { stages } = await runImport(await town());
    expect(stages).toEqual(['source', 'organizations', 'people', 'memberships', 'meetings', 'papers']);
  });

  test('a body’s own address does as well as the system’s, also with a password in it', async () => {
    const server = await town((each, { json, at }) =>
      json('/oparl/body/1', { ...each.body, id: at('/oparl/body/1') }),
    );
    const { found } = await runImport(server, {
      url: server.at('/oparl/body/1').replace('http://', 'http://me:secret@'),
    });
    expect(found.people).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test('meetings of the past, cancelled and deleted ones are left out', async () => {
    const server = await town((each) => {
      const [meeting] = each.meetings;
      each.meetings.push(
        { ...meeting, id: 'http://x.invalid/2', start: '2026-12-31T18:00:00+01:00', end: 'never' },
        { ...meeting, id: 'http://x.invalid/3', name: 'Fällt aus', cancelled: true },
        { id: 'http://x.invalid/4', type: type('Meeting'), deleted: true },
      );
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings.map(({ date }) => date)).toEqual(['2027-01-20']);
    expect(codes).toContain('meeting-cancelled');
    // What is wrong with a meeting of last year is nobody’s concern.
    expect(codes).not.toContain('bad-date');
  });

  test('memberships that ended and organisations that are no more bring nobody in', async () => {
    const server = await town((each, { at }) => {
      each.organizations.push({
        id: at('/oparl/organization/4'),
        type: type('Organization'),
        name: 'Alter Ausschuss',
        endDate: '2020-12-31',
      });
      each.people.push(
        {
          id: at('/oparl/person/3'),
          type: type('Person'),
          name: 'Carla Ehemalig',
          membership: [membership(at, 9, 1, { endDate: '2026-06-30' })],
        },
        {
          id: at('/oparl/person/4'),
          type: type('Person'),
          name: 'Dirk Damals',
          membership: [membership(at, 10, 4, {})],
        },
      );
    });
    const { found } = await runImport(server);
    expect(found.people.map(({ name }) => name)).toEqual(['Dr. Anna Beispiel', 'Bernd Muster']);
    expect(found.bodies.map(({ name }) => name)).not.toContain('Alter Ausschuss');
  });

  test('two people of the same name stay two', async () => {
    const server = await town((each) => {
      for (const person of each.people) person['name'] = 'Kim Doppelt';
    });
    const { found } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(new Set(found.bodies[0]?.members.map(({ person }) => person)).size).toBe(2);
  });

  test('two memberships in one body are one, with the stronger role', async () => {
    const server = await town((each, { at }) => {
      const entries = each.people[1]?.['membership'] as Json[];
      entries.push(membership(at, 11, 1, { role: 'Mitglied', votingRight: true }));
    });
    const { found } = await runImport(server);
    expect(found.bodies[0]?.members.map(({ role }) => role)).toEqual(['chair', 'deputy-chair']);
  });

  test('OParl 1.0 with everything embedded reads as 1.1 does', async () => {
    const server = await town();
    const expected = (await runImport(server)).found;
    const old = await startOparlServer();
    const at = (path: string): string => server.at(path);
    const built = smallTown(at);
    const [first] = itemsOf(built);
    if (first) first['consultation'] = { ...built.consultation, paper: built.paper };
    old.json('/oparl/system', {
      id: old.at('/oparl/system'),
      type: 'https://schema.oparl.org/1.0/System',
      body: [
        { ...built.body, organization: built.organizations, person: built.people, meeting: built.meetings },
      ],
    });
    const { found } = await runImport(old);
    expect(old.requests).toEqual(['/oparl/system']);
    expect({ ...found, doubts: [] }).toEqual({ ...expected, doubts: [] });
  });
});

describe('objects that are not as they should be', () => {
  test('empty strings, blanks and "N/A" count as left out', async () => {
    const server = await town((each) => {
      Object.assign(meetingOf(each), {
        location: { description: ' ', room: 'N/A' },
        web: 'N/Avo020.asp',
        created: '',
      });
      Object.assign(each.people[1] ?? {}, { title: '', affix: ' ', status: 'N/A' });
      const [first] = itemsOf(each);
      Object.assign(first ?? {}, { auxiliaryFile: '', result: 'N/A', consultation: '' });
    });
    const { found } = await runImport(server);
    expect(found.sittings[0]).not.toHaveProperty('place');
    expect(found.sittings[0]?.items[0]).not.toHaveProperty('paper');
    expect(found.people[1]?.name).toBe('Bernd Muster');
  });

  test('an item that does not say it is public is non-public, and a doubt', async () => {
    const server = await town((each) => {
      const [first, second] = itemsOf(each);
      delete first?.['public'];
      Object.assign(second ?? {}, { public: 'vielleicht' });
    });
    const { found } = await runImport(server);
    expect(found.sittings[0]?.items.map(({ isPublic }) => isPublic)).toEqual([false, false]);
    expect(found.doubts.filter(({ code }) => code === 'no-public-flag')).toHaveLength(2);
  });

  test('an object and a list with null stand where a list is due', async () => {
    const server = await town((each, { at }) => {
      const [first] = itemsOf(each);
      Object.assign(first ?? {}, {
        consultation: undefined,
        auxiliaryFile: {
          id: at('/f/2'),
          type: type('File'),
          accessUrl: at('/files/2.docx'),
          mimeType: 'docx',
        },
      });
      const person = each.people[0] as Json;
      person['membership'] = [null, ...(person['membership'] as Json[])];
      meetingOf(each)['organization'] = { id: at('/oparl/organization/1') };
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings[0]?.items[0]?.paper).toBe(server.at('/files/2.docx'));
    expect(found.sittings[0]?.body).toBe(found.bodies[0]?.id);
    expect(codes).toEqual(expect.arrayContaining(['empty-entry', 'object-for-list']));
  });

  test('an end before the start, equal orders and missing numbers are doubts; the list’s order holds', async () => {
    const server = await town((each, { at }) => {
      meetingOf(each)['end'] = '2027-01-20T00:00:00+01:00';
      meetingOf(each)['agendaItem'] = [
        item(at, 3, { order: 14, name: 'Hauptpunkt' }),
        item(at, 4, { order: 14, name: 'Änderungsantrag' }),
        item(at, 5, { order: 2, name: 'Früher', number: '' }),
      ];
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings[0]?.items.map(({ title }) => title)).toEqual([
      'Früher',
      'Hauptpunkt',
      'Änderungsantrag',
    ]);
    expect(codes).toEqual(expect.arrayContaining(['duplicate-order', 'end-before-start', 'no-number']));
  });

  test('a meeting at 00:00 has no time, one in UTC has the house’s, one without start is left out', async () => {
    const server = await town((each) => {
      const [meeting] = each.meetings;
      meetingOf(each)['start'] = '2027-01-20T00:00:00+01:00';
      each.meetings.push(
        { ...meeting, id: 'http://x.invalid/5', name: 'Sommer', start: '2027-07-01T16:00:00Z' },
        { ...meeting, id: 'http://x.invalid/6', name: 'Irgendwann', start: 'N/A' },
      );
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings.map(({ date, time }) => [date, time])).toEqual([
      ['2027-01-20', undefined],
      ['2027-07-01', '18:00'],
    ]);
    expect(codes).toEqual(expect.arrayContaining(['no-date', 'no-start-time']));
  });

  test('an agenda of 400 items with titles of 5,000 characters comes over whole', async () => {
    const title = 'ä'.repeat(5000);
    const server = await town((each, { at }) => {
      meetingOf(each)['agendaItem'] = Array.from({ length: 400 }, (_, at0) =>
        item(at, at0 + 1, { name: title }),
      );
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings[0]?.items).toHaveLength(400);
    expect(found.sittings[0]?.items.every((each) => each.title === title)).toBe(true);
    expect(codes).not.toContain('title-cut');
  });

  test('a longer title is cut, more than 500 items are left out', async () => {
    const server = await town((each, { at }) => {
      meetingOf(each)['agendaItem'] = Array.from({ length: 501 }, (_, at0) =>
        item(at, at0 + 1, at0 === 0 ? { name: 'x'.repeat(5001) } : {}),
      );
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings[0]?.items).toHaveLength(500);
    expect(found.sittings[0]?.items[0]?.title).toHaveLength(5000);
    expect(codes).toEqual(expect.arrayContaining(['title-cut', 'too-many-items']));
  });

  test('an agenda without items, or with public ones only, does not pass for the whole one', async () => {
    const server = await town((each) => {
      const [meeting] = each.meetings;
      each.meetings.push({ ...meeting, id: 'http://x.invalid/7', agendaItem: [] });
      itemsOf(each).pop();
    });
    const { codes } = await runImport(server);
    expect(codes).toEqual(expect.arrayContaining(['no-agenda', 'only-public-items']));
  });

  test('a group that meets is no body', async () => {
    const server = await town((each, { at }) => {
      meetingOf(each)['organization'] = [at('/oparl/organization/3')];
    });
    const { found, codes } = await runImport(server);
    expect(found.bodies.map(({ name }) => name)).toEqual(['Stadtrat', 'Bauausschuss']);
    expect(found.sittings[0]).not.toHaveProperty('body');
    expect(codes).toContain('meeting-without-body');
  });

  test('a server without groups and with unknown roles says so', async () => {
    const server = await town((each) => {
      each.organizations.pop();
      const entries = each.people[1]?.['membership'] as Json[];
      Object.assign(entries[1] ?? {}, { role: 'Obmann' });
    });
    const { found, codes } = await runImport(server);
    expect(found.bodies[0]?.members[0]).not.toHaveProperty('group');
    expect(codes).toEqual(expect.arrayContaining(['no-groups', 'role-unknown']));
  });

  test('objects that a list names and the server does not have are doubts', async () => {
    const server = await town((each, { at }) => {
      const [first] = itemsOf(each);
      Object.assign(first ?? {}, { consultation: at('/oparl/consultation/404') });
      each.people.pop();
      each.people.push({
        id: at('/oparl/person/5'),
        type: type('Person'),
        name: 'Eva Fern',
        membership: [at('/oparl/membership/404')],
      });
    });
    const { found, codes } = await runImport(server);
    expect(codes).toContain('missing-object');
    expect(found.isComplete).toBe(true);
    expect(found.sittings[0]?.items).toHaveLength(2);
  });

  test('a rewritten path before /oparl/ does not part a membership from its person', async () => {
    const server = await town((each) => {
      for (const organization of each.organizations)
        organization['id'] = String(organization['id']).replace('/oparl/', '/ris/oparl/');
    });
    const { found } = await runImport(server);
    expect(found.bodies[0]?.members).toHaveLength(2);
    expect(found.sittings[0]?.body).toBe(found.bodies[0]?.id);
  });

  test('an empty list of people is filled from the addresses of memberships', async () => {
    const server = await town((each, { at, json }) => {
      for (const person of each.people)
        for (const entry of person['membership'] as Json[])
          json(String(entry['id']).replace(at(''), ''), { ...entry, person: person['id'] });
      for (const person of each.people)
        json(String(person['id']).replace(at(''), ''), { ...person, membership: [] });
      const [council, , group] = each.organizations;
      Object.assign(council ?? {}, { membership: [at('/oparl/membership/1'), at('/oparl/membership/3')] });
      Object.assign(group ?? {}, { membership: [at('/oparl/membership/2')] });
      each.people.splice(0);
    });
    const { found, codes } = await runImport(server);
    expect(found.people.map(({ name }) => name)).toEqual(['Dr. Anna Beispiel', 'Bernd Muster']);
    expect(found.bodies[0]?.members).toMatchObject([
      { role: 'chair', group: 'Mitte' },
      { role: 'deputy-chair' },
    ]);
    expect(codes).toEqual(expect.arrayContaining(['no-people', 'people-by-memberships']));
  });

  test('a list of memberships (1.1) saves the single requests', async () => {
    const server = await town((each, { at, json }) => {
      const entries = each.people.flatMap((person) =>
        (person['membership'] as Json[]).map((entry) => ({ ...entry, person: person['id'] })),
      );
      for (const person of each.people)
        person['membership'] = (person['membership'] as Json[]).map(({ id }) => id);
      json('/oparl/bodies', list([{ ...each.body, membership: at('/oparl/memberships') }]));
      json('/oparl/memberships', list(entries));
    });
    const { found } = await runImport(server);
    expect(found.bodies[0]?.members).toHaveLength(2);
    expect(server.requests.filter((path) => path.startsWith('/oparl/membership/'))).toEqual([]);
  });

  test('several bodies are taken and pointed out', async () => {
    const server = await town((each, { at, json }) =>
      json('/oparl/bodies', list([each.body, { ...each.body, id: at('/oparl/body/2') }])),
    );
    const { found, codes } = await runImport(server);
    expect(codes).toContain('several-bodies');
    // Both name the same lists.
    expect([found.people.length, found.bodies.length, found.sittings.length]).toEqual([2, 2, 1]);
  });

  test('the hurried clock is one that waits', async () => {
    const clock = hurriedClock();
    await new Promise<void>((resolve) => void clock.after(1000, resolve));
    expect(clock.waitedMs).toEqual([1000]);
  });
});
