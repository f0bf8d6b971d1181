/** Members' own pages: who has a link and how their line stands, giving out links, and the slips to print. */
import { useEffect, useMemo, useState } from 'react';
import type { MemberPageView } from '../../../../protocols/api/views/members.ts';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { authorityPath, hasAuthority } from '../../../live/member-links.ts';
import { TextField } from '../fields.tsx';
import { byName, useAttendees, useClerk, useLocked } from '../view.ts';
import { useFreshLinks } from './fresh-links.tsx';
import { MemberRow } from './member-row.tsx';
import { Slips } from './slips.tsx';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly group?: string | undefined;
  readonly votes: boolean;
  readonly page: MemberPageView | undefined;
}

/** Who may need a link: tonight's members, or the register's before there is a sitting; and whoever has one. */
function useMembers(): readonly Member[] {
  const pages = useClerk((view) => view.memberPages);
  const people = useClerk((view) => view.people);
  const attendees = useAttendees();
  return useMemo(() => {
    const byPerson = new Map(pages.map((page) => [page.person, page]));
    const tonight = attendees
      .filter(({ votingRight }) => votingRight)
      .map(({ id, name, group }) => ({ id, name, group, votes: true }));
    const registered = Object.entries(people)
      .filter(([, { kind }]) => kind === 'member')
      .map(([id, { name }]) => ({ id, name, votes: true }));
    const listed = tonight.length > 0 ? tonight : registered;
    const known = new Set(listed.map(({ id }) => id));
    const others = pages
      .filter(({ person }) => !known.has(person))
      .map(({ person, name }) => ({ id: person, name, votes: false }));
    return [...listed, ...others].map((one) => ({ ...one, page: byPerson.get(one.id) })).sort(byName);
  }, [pages, people, attendees]);
}

export function MembersPage() {
  const t = useT();
  const locked = useLocked();
  const members = useMembers();
  const { links, progress, problems, give } = useFreshLinks();
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState(false);
  const wanted = search.trim().toLowerCase();
  const found = members.filter(({ name, group }) => `${name} ${group ?? ''}`.toLowerCase().includes(wanted));
  const without = members.filter(({ votes, page }) => votes && page?.granted !== true);
  return (
    <div className="stack remote-page">
      {links.length > 0 && <Slips />}
      <section className="panel stack" aria-labelledby="links-title">
        <h2 id="links-title">{t('members.linksTitle')}</h2>
        <p className="note">{t('members.linksText')}</p>
        <Authority />
        <div className="remote-tools">
          <TextField label={t('members.search')} type="search" value={search} onChange={setSearch} />
          {without.length > 0 && (
            <button
              type="button"
              className="primary"
              disabled={locked || progress !== null}
              aria-haspopup="dialog"
              onClick={() => setAsking(true)}
            >
              <Icon name="add" /> {t('members.giveAll', { count: without.length })}
            </button>
          )}
        </div>
        <output className="giving">
          {progress !== null && t('members.giving', { done: progress.done, all: progress.all })}
        </output>
        <div role="alert" className="field-problem">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
        {found.length === 0 && (
          <p className="empty">{t(members.length === 0 ? 'members.none' : 'members.nobodyFound')}</p>
        )}
        <ul className="remote-members">
          {found.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
      </section>
      {asking && (
        <Confirm
          title={t('members.giveAllTitle')}
          text={t('members.giveAllText', { count: without.length })}
          yes={t('members.giveAllYes')}
          onYes={() => void give(without.map(({ id, name }) => ({ person: id, name })))}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** The certificate to install on members' devices, where there is one of our own. */
function Authority() {
  const t = useT();
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let mounted = true;
    void hasAuthority().then((has) => {
      if (mounted) setThere(has);
    });
    return () => {
      mounted = false;
    };
  }, []);
  if (!isThere) return null;
  return (
    <p className="authority">
      <a className="button" href={authorityPath} download>
        <Icon name="download" /> {t('members.authority')}
      </a>
      <span>{t('members.authorityText')}</span>
    </p>
  );
}
