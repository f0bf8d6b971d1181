/** The keypads before a sitting: which have reported in the test, whose each is, and what each device guarantees. */
import { useState } from 'react';
import type { KeypadsView } from '../../../../protocols/api/views/ballot.ts';
import type { OperatorView } from '../../../../protocols/api/views.ts';
import { CommandKey } from '../../../components/command-key.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { createId } from '../../../components/ids.ts';
import { useT } from '../../../i18n/language.tsx';
import { seatLabel, seatPhrase, useLocked, useOperator } from '../view.ts';
import { AssignDialog } from './assign.tsx';

export type Keypad = KeypadsView['keypads'][number];
type VotingDevice = NonNullable<OperatorView['votingDevices']>[number];

/** Opens the dialog; there only where votes can be pressed on something. */
export function KeypadsKey() {
  const t = useT();
  const hasDevices = useOperator(
    (view) => (view.votingDevices?.length ?? 0) > 0 || view.keypads.keypads.length > 0,
  );
  const [open, setOpen] = useState(false);
  if (!hasDevices) return null;
  return (
    <>
      <button
        type="button"
        className="quiet keypads-key"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('voting.keypadsKey')}
      </button>
      {open && <KeypadsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function KeypadsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const keypads = useOperator((view) => view.keypads.keypads);
  const devices = useOperator((view) => view.votingDevices);
  const [chosen, setChosen] = useState<Keypad | null>(null);
  const ids = [
    ...new Set([...(devices ?? []).map(({ device }) => device), ...keypads.map(({ device }) => device)]),
  ];
  return (
    <Dialog title={t('voting.keypadsTitle')} onClose={onClose} className="keypads-dialog">
      <Test />
      {keypads.length === 0 && <p className="empty">{t('voting.noKeypads')}</p>}
      {ids.map((id) => (
        <Device
          key={id}
          id={id}
          device={devices?.find(({ device }) => device === id)}
          keypads={keypads.filter(({ device }) => device === id)}
          choose={setChosen}
        />
      ))}
      {chosen !== null && <AssignDialog keypad={chosen} onClose={() => setChosen(null)} />}
    </Dialog>
  );
}

function Test() {
  const t = useT();
  const locked = useLocked();
  const test = useOperator((view) => view.keypads.test);
  const keypads = useOperator((view) => view.keypads.keypads);
  const isVoting = useOperator((view) => view.ballot?.state === 'open' || view.ballot?.state === 'closed');
  /** The same for every try of one test; the next test has another. */
  const [next, setNext] = useState(createId);
  const tested = keypads.filter((keypad) => keypad.tested).length;
  const count = keypads.length;
  return (
    <div className="keypads-test">
      <p role="status">
        {test !== undefined
          ? t('voting.running', { tested, count })
          : isVoting
            ? t('voting.ballotRuns')
            : tested > 0
              ? t('voting.last', { tested, count })
              : ''}
      </p>
      {test === undefined ? (
        <CommandKey
          name="keypads/test"
          input={{ id: next }}
          action={t('voting.start')}
          className="primary"
          disabled={locked || isVoting}
          onDone={() => setNext(createId())}
        />
      ) : (
        <CommandKey
          name="keypads/test"
          input={{ id: null }}
          action={t('voting.end')}
          className="primary"
          disabled={locked}
        />
      )}
    </div>
  );
}

interface DeviceProps {
  readonly id: string;
  readonly device: VotingDevice | undefined;
  readonly keypads: readonly Keypad[];
  readonly choose: (keypad: Keypad) => void;
}

function Device({ id, device, keypads, choose }: DeviceProps) {
  const t = useT();
  const name = useOperator((view) => view.devices[id]?.label);
  return (
    <section className="keypads-device">
      <h3>
        {device?.label ?? name ?? id}{' '}
        {device !== undefined && (
          <span className={device.ready ? 'keypads-ready' : 'keypads-not-ready'}>
            <Icon name={device.ready ? 'ok' : 'warning'} />{' '}
            {t(device.ready ? 'voting.ready' : 'voting.notReady')}
          </span>
        )}
      </h3>
      {device !== undefined && <Guarantees device={device} />}
      <ul className="keypads-grid">
        {keypads.map((keypad) => (
          <li key={keypad.keypad}>
            <Cell keypad={keypad} choose={choose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a person can rely on, said before anybody relies on more. */
function Guarantees({ device }: { readonly device: VotingDevice }) {
  const t = useT();
  const { individual, forgeable, accepted, delivery } = device;
  return (
    <ul className="keypads-guarantees">
      {forgeable && (
        <li className="is-warning">
          <Icon name="warning" /> {t('voting.forgeable')}
        </li>
      )}
      {!individual && (
        <li className="is-warning">
          <Icon name="warning" /> {t('voting.totals')}
        </li>
      )}
      {individual && (
        <li className={accepted === 'after-store' ? '' : 'is-warning'}>
          <Icon name={accepted === 'after-store' ? 'ok' : 'warning'} /> {t(`voting.accepted.${accepted}`)}
        </li>
      )}
      <li>
        <Icon name={delivery === 'at-most-once' ? 'warning' : 'info'} /> {t(`voting.delivery.${delivery}`)}
      </li>
    </ul>
  );
}

function Cell({ keypad, choose }: { readonly keypad: Keypad; readonly choose: (keypad: Keypad) => void }) {
  const t = useT();
  const locked = useLocked();
  const seats = useOperator((view) => view.seats);
  const { name, seat, tested } = keypad;
  const where = seat === undefined ? undefined : seatPhrase(t, seatLabel(seats, seat));
  return (
    <button
      type="button"
      className={tested ? 'keypad is-tested' : 'keypad'}
      disabled={locked}
      aria-haspopup="dialog"
      onClick={() => choose(keypad)}
    >
      <span className="keypad-state">
        <Icon name={tested ? 'check' : 'dots'} /> {t(tested ? 'voting.tested' : 'voting.notTested')}
      </span>
      <b>{name ?? t('voting.nobody')}</b>
      <span className="dim">
        {[t('voting.keypad', { keypad: keypad.keypad }), where]
          .filter((word) => word !== undefined)
          .join(' · ')}
      </span>
    </button>
  );
}
