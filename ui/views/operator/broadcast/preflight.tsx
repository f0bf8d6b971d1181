/** What to look at before a broadcast: one sentence and one remedy each, folded away once all is well. */
import { useId, useState } from 'react';
import type { BroadcastView } from '../../../../protocols/api/views/broadcast.ts';
import { CommandKey } from '../../../components/command-key.tsx';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import type { NameOf } from '../../../i18n/translate.ts';
import { useLocked, useNames, useOperator } from '../view.ts';

type Item = BroadcastView['preflight'][number];

const icons: Readonly<Record<Item['state'], IconName>> = {
  ok: 'ok',
  warning: 'warning',
  fault: 'fault',
  unknown: 'question',
};
const ranks: Readonly<Record<Item['state'], number>> = { fault: 0, warning: 1, unknown: 2, ok: 3 };

/** What the daemon can make in the mixer by itself. */
const isMissing = ({ id, state, params = {} }: Item): boolean =>
  (id === 'scenes' || id === 'texts') && state !== 'ok' && !Object.hasOwn(params, 'desktop');

export function Preflight() {
  const t = useT();
  const locked = useLocked();
  const items = useOperator((view) => view.broadcast.preflight);
  const list = useId();
  const isWell = items.every(({ state }) => state === 'ok');
  const [wish, setWish] = useState({ isOpen: !isWell, isWell });
  if (wish.isWell !== isWell) setWish({ isOpen: !isWell, isWell });
  const sorted = [...items].sort((left, right) => ranks[left.state] - ranks[right.state]);
  return (
    <section className="stack" aria-label={t('broadcast.section.preflight')}>
      {isWell && (
        <div className="preflight-well">
          <p>
            <Icon name="ok" /> {t('preflight.allWell')}
          </p>
          <button
            type="button"
            className="quiet"
            aria-expanded={wish.isOpen}
            aria-controls={list}
            onClick={() => setWish({ isOpen: !wish.isOpen, isWell })}
          >
            {t(wish.isOpen ? 'preflight.hide' : 'preflight.show')}
          </button>
        </div>
      )}
      <ul id={list} hidden={!wish.isOpen} className="preflight">
        {sorted.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <div className="dialog-actions">
        {items.some(isMissing) && (
          <CommandKey
            name="broadcast/provision"
            input={{}}
            action={t('preflight.provision')}
            disabled={locked}
          />
        )}
        <CommandKey name="broadcast/probe" input={{}} action={t('preflight.probe')} disabled={locked} />
      </div>
    </section>
  );
}

/** Units of what a finding carries as a number; names stand for themselves. */
function detailOf(param: string, value: string | number, nameOf: NameOf): string {
  switch (param) {
    case 'decibels':
      return `${String(value)} dB`;
    case 'seconds':
      return `${String(value)} s`;
    case 'gigabytes':
      return `${String(value)} GB`;
    default:
      return nameOf(param, value);
  }
}

function Row({ item: { id, state, params = {} } }: { readonly item: Item }) {
  const t = useT();
  const nameOf = useNames();
  // That a scene shows a whole screen is another trouble than that it is missing.
  const trouble = id === 'scenes' && Object.hasOwn(params, 'desktop') ? 'desktop' : id;
  const sentence =
    state === 'ok'
      ? t(`preflight.${id}.ok`)
      : state === 'unknown'
        ? t('preflight.notKnown', { what: t(`preflight.${id}`) })
        : t(`preflight.${trouble}.not`);
  const details = Object.entries(params)
    .map(([param, value]) => detailOf(param, value, nameOf))
    .join(', ');
  return (
    <li className={`preflight-${state}`}>
      <Icon name={icons[state]} />
      <div>
        <p>
          <b>{sentence}</b> {details !== '' && <span>({details})</span>}{' '}
          <span className="visually-hidden">{t(`preflight.state.${state}`)}</span>
        </p>
        {state !== 'ok' && <p className="dim">{t(`preflight.${trouble}.fix`)}</p>}
      </div>
    </li>
  );
}
