/** Members who take part from elsewhere, in short: who is connected, and what is wrong, the trouble first. */
import { useMemo } from 'react';
import type { MemberPageView } from '../../../protocols/api/views/members.ts';
import { useT } from '../../i18n/language.tsx';
import { Icon } from '../icons.tsx';
import { MemberMarks, useDisturbanceWords } from './member-marks.tsx';
import './members.css';

type Pages = readonly MemberPageView[];

/** 0: something is wrong; 2: all is well or nothing is expected. */
function rank({ disturbance, locked, signedIn, link, confirmed }: MemberPageView): number {
  if (disturbance !== undefined || locked || (signedIn && link === 'down')) return 0;
  return signedIn && !confirmed ? 1 : 2;
}

/** Folded to one line that tells how many are connected and how many are in trouble; nothing where nobody has a page. */
export function MemberList({ pages }: { readonly pages: Pages }) {
  const t = useT();
  const sorted = useMemo(() => [...pages].sort((left, right) => rank(left) - rank(right)), [pages]);
  if (pages.length === 0) return null;
  const troubled = pages.filter((page) => rank(page) === 0).length;
  const up = pages.filter(({ signedIn, link }) => signedIn && link === 'up').length;
  const all = pages.filter(({ granted }) => granted).length;
  return (
    <section className="panel member-list" aria-labelledby="member-list-title">
      <details>
        <summary>
          <h2 id="member-list-title">{t('members.title')}</h2>
          <span className="dim">{t('members.summary', { up, all })}</span>
          {troubled > 0 && (
            <span className="member-mark is-fault">
              <Icon name="warning" /> {t('members.trouble', { count: troubled })}
            </span>
          )}
        </summary>
        <ul>
          {sorted.map((page) => (
            <li key={page.person}>
              <b>{page.name}</b> <MemberMarks page={page} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** For who presides: only what somebody reports, as a line; nothing where nobody does. */
export function MemberDisturbances({ pages }: { readonly pages: Pages }) {
  const t = useT();
  const words = useDisturbanceWords();
  const disturbed = pages.flatMap(({ person, name, disturbance }) =>
    disturbance === undefined
      ? []
      : [{ person, line: t('members.disturbedLine', { name, kind: words(disturbance) }) }],
  );
  if (disturbed.length === 0) return null;
  return (
    <div className="banner banner-alarm">
      <Icon name="warning" />
      <div className="alarms">
        <strong>{t('members.disturbances')}</strong>
        <ul>
          {disturbed.map(({ person, line }) => (
            <li key={person}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
