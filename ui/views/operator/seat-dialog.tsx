/** One seat: who sits there, giving and withdrawing the floor, the close-up, and what the person consents to. */
import { useId } from 'react';
import type { Consent, SeatView } from '../../../protocols/api/views.ts';
import { useCommands } from '../../components/commands.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { markGroups } from '../../components/seat-map/groups.ts';
import { isUnconfirmed, seatTitle } from '../../components/seat-map/seat-words.ts';
import { Confirmation, Occupant, SecondPerson, Swap } from './occupant.tsx';
import { useLacks, useOperator } from './view.ts';

export function SeatDialog({ seat, onClose }: { readonly seat: number; readonly onClose: () => void }) {
  const t = useT();
  const view = useOperator(({ seats }) => seats[String(seat)]);
  const safe = useOperator(({ safeMode }) => safeMode !== undefined);
  const group = markGroups(useOperator(({ seats }) => seats)).get(view?.group ?? '');
  if (!view) return null;
  const title = view.name === undefined ? seatTitle(t, view) : `${view.name} · ${seatTitle(t, view)}`;
  return (
    <Dialog title={title} onClose={onClose} className="seat-dialog">
      <p className="dim seat-dialog-state">
        {group !== undefined && (
          <svg width="5" height="18" aria-hidden="true">
            <rect className={`group-bar group-${group.colour}`} width="5" height="18" rx="2" />
          </svg>
        )}
        {[
          view.group,
          t(`seat.${view.microphone}`),
          view.person === undefined ? t('seat.nobody') : undefined,
          view.sharedWith === undefined ? undefined : t('seat.shared', { name: view.sharedWith }),
        ]
          .filter((word) => word !== undefined)
          .join(' · ')}
      </p>
      {view.excluded === true && (
        <p className="seat-note">
          <Icon name="barred" /> {t('seat.excluded')}
        </p>
      )}
      {view.unassigned === true && (
        <p className="seat-note">
          <Icon name="question" /> {t('seat.unassignedHint')}
        </p>
      )}
      <fieldset disabled={safe} className="plain">
        {isUnconfirmed(view) && <Confirmation seat={seat} view={view} />}
        <FloorActions seat={seat} view={view} onClose={onClose} />
        {view.person !== undefined && view.consent !== undefined && view.sharedWith === undefined && (
          <ConsentForm person={view.person} name={view.name ?? seatTitle(t, view)} consent={view.consent} />
        )}
        {view.unassigned !== true && <Occupant seat={seat} view={view} />}
        {view.confirmed && view.person !== undefined && (
          <SecondPerson seat={seat} view={view} person={view.person} />
        )}
        {view.unassigned !== true && <Swap seat={seat} onClose={onClose} />}
      </fieldset>
    </Dialog>
  );
}

function FloorActions({
  seat,
  view,
  onClose,
}: {
  readonly seat: number;
  readonly view: SeatView;
  readonly onClose: () => void;
}) {
  const t = useT();
  const codes = useCodes();
  const switching = view.microphone === 'open' ? 'talkOff' : 'talkOn';
  const { run, isPending } = useCommands();
  const cameras = useOperator((operator) => operator.cameras);
  const lacks = useLacks();
  const shots = Object.values(cameras).flatMap(({ label, shots: all }) =>
    all
      .filter(({ seats }) => seats.length === 1 && seats[0] === seat)
      .map(({ id }) => ({ id, camera: label })),
  );
  async function give(): Promise<void> {
    if (await run('floor/give', { seat }, t('seat.give'))) onClose();
  }
  async function withdraw(): Promise<void> {
    if (await run('floor/withdraw', { seat }, t('seat.withdraw'))) onClose();
  }
  return (
    <div className="stack">
      {view.microphone === 'open' ? (
        <button
          type="button"
          className="danger"
          disabled={lacks.includes('talkOff')}
          aria-busy={isPending('floor/withdraw', { seat })}
          onClick={() => void withdraw()}
        >
          {t('seat.withdraw')}
        </button>
      ) : (
        <button
          type="button"
          className={isUnconfirmed(view) ? '' : 'primary'}
          disabled={view.microphone === 'absent' || lacks.includes('talkOn')}
          aria-busy={isPending('floor/give', { seat })}
          onClick={() => void give()}
        >
          <Icon name="microphone" /> {t('seat.give')}
        </button>
      )}
      {lacks.includes(switching) && (
        <p className="dim">{t('devices.lacks', { list: codes.lacks(switching) })}</p>
      )}
      {view.waiting !== undefined && (
        <button
          type="button"
          aria-busy={isPending('floor/drop-request', { seat })}
          onClick={() => void run('floor/drop-request', { seat }, t('seat.drop'))}
        >
          {t('seat.drop')}
        </button>
      )}
      {shots.map(({ id, camera }) => (
        <button
          key={id}
          type="button"
          aria-busy={isPending('direction/show', { shot: id })}
          onClick={() => void run('direction/show', { shot: id }, t('seat.show', { camera }))}
        >
          <Icon name="camera" /> {t('seat.show', { camera })}
        </button>
      ))}
    </div>
  );
}

/** Shows what the daemon knows, never what was just pressed: a consent holds only once it is written. */
function ConsentForm({
  person,
  name,
  consent,
}: {
  readonly person: string;
  readonly name: string;
  readonly consent: Consent;
}) {
  const t = useT();
  const { run, isPending } = useCommands();
  const group = useId();
  const title = t('seat.consent', { name });
  const images = [
    ['yes', t('seat.consentYes')],
    ['not-recognisable', t('seat.consentNotRecognisable')],
    ['no', t('seat.consentNo')],
  ] as const;
  const switches = [
    ['sound', t('seat.consentSound')],
    ['name', t('seat.consentName')],
  ] as const;
  return (
    <fieldset className="consent">
      <legend>{title}</legend>
      <div className="choices" role="radiogroup" aria-label={t('seat.consentImage')}>
        <span className="choices-label">{t('seat.consentImage')}</span>
        {images.map(([image, label]) => (
          <label key={image} className="choice">
            <input
              type="radio"
              name={group}
              checked={consent.image === image}
              aria-busy={isPending('people/consent', { person, image })}
              onChange={() => void run('people/consent', { person, image }, title)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {switches.map(([field, label]) => (
        <label key={field} className="choice">
          <input
            type="checkbox"
            checked={consent[field]}
            aria-busy={isPending('people/consent', { person, [field]: !consent[field] })}
            onChange={() => void run('people/consent', { person, [field]: !consent[field] }, title)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
