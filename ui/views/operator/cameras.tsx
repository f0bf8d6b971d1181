/**
 * The cameras: on air or not, standing or moving in sign and word, what each is doing and why, what is wrong
 * with it; the choice of another shot, and setting it up. Above them whom they cannot show.
 */
import { useState } from 'react';
import type { CameraView } from '../../../protocols/api/views.ts';
import { useCommands } from '../../components/commands.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useSecondsSince } from '../../live/context.tsx';
import { CameraSetup } from './camera-setup/camera-setup.tsx';
import { Coverage } from './coverage.tsx';
import { seatLabel, seatPhrase, useNames, useOperator } from './view.ts';

const motionIcons = { still: 'still', moving: 'moving', unknown: 'question' } as const;

export function Cameras() {
  const t = useT();
  const cameras = useOperator((view) => view.cameras);
  const safe = useOperator((view) => view.safeMode !== undefined);
  const [choosing, setChoosing] = useState<string | null>(null);
  const [settingUp, setSettingUp] = useState<string | null>(null);
  const entries = Object.entries(cameras);
  const chosen = choosing === null ? undefined : cameras[choosing];
  const setUp = settingUp === null ? undefined : cameras[settingUp];
  return (
    <section className="panel cameras" aria-labelledby="cameras-title">
      <div className="cameras-head">
        <h2 id="cameras-title">{t('cameras.title')}</h2>
        <Coverage />
      </div>
      {entries.length === 0 ? (
        <p className="empty">{t('cameras.none')}</p>
      ) : (
        <ul className="camera-cards" tabIndex={0} aria-labelledby="cameras-title">
          {entries.map(([id, camera]) => (
            <li key={id} className={`camera-card tally-${camera.tally}`}>
              <button
                type="button"
                className="camera"
                disabled={safe}
                aria-haspopup="dialog"
                onClick={() => setChoosing(id)}
              >
                <CameraState camera={camera} />
              </button>
              <button
                type="button"
                className="quiet square camera-set-up"
                disabled={safe}
                aria-haspopup="dialog"
                aria-label={t('card.setUp', { camera: camera.label })}
                title={t('card.setUp', { camera: camera.label })}
                onClick={() => setSettingUp(id)}
              >
                <Icon name="setUp" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== undefined && <ShotDialog camera={chosen} onClose={() => setChoosing(null)} />}
      {settingUp !== null && setUp !== undefined && (
        <CameraSetup id={settingUp} camera={setUp} onClose={() => setSettingUp(null)} />
      )}
    </section>
  );
}

function CameraState({ camera }: { readonly camera: CameraView }) {
  const t = useT();
  const codes = useCodes();
  const nameOf = useNames();
  const seats = useOperator((view) => view.seats);
  const where = camera.seats.map((seat) => seatLabel(seats, seat)).join(', ');
  const target = where === '' ? '' : camera.seats.length > 4 ? '' : ` ${seatPhrase(t, where)}`;
  const moved = camera.shots.filter((shot) => shot.moved).map(({ preset }) => preset);
  return (
    <>
      <span className="camera-name">
        <b>{camera.label}</b>{' '}
        {camera.tally !== 'none' && (
          <span className="camera-tally">
            {camera.tally === 'program' && <Icon name="onAir" />} {t(`camera.${camera.tally}`)}
          </span>
        )}
      </span>
      <span className="camera-motion">
        <Icon name={motionIcons[camera.motion]} /> {t(`camera.${camera.motion}`)}
        {camera.motion === 'moving' && target !== '' ? ' →' : ''}
        {target !== '' && ' '}
        {target !== '' && <span className="camera-target">{target.trim()}</span>}
      </span>
      {/* That it is reserved stands below, with its age. */}
      {camera.plan !== undefined && camera.plan.code !== 'camera-reserved' && (
        <span className="camera-plan dim">{codes.reason(camera.plan, nameOf)}</span>
      )}
      {camera.reserved !== undefined && (
        <span className="camera-reserved">
          <Icon name="hand" />{' '}
          {camera.reserved.why === 'by-hand' ? (
            <ByHand at={camera.reserved.sinceAt} />
          ) : camera.calibration?.state === 'running' ? (
            t('card.calibrating', { done: camera.calibration.done, total: camera.calibration.total })
          ) : (
            t('card.calibratingSoon')
          )}
        </span>
      )}
      {moved.length > 0 && (
        <span className="camera-moved" title={t('card.movedLong', { presets: moved.join(', ') })}>
          <Icon name="warning" /> {t('card.moved', { presets: moved.join(', ') })}
        </span>
      )}
    </>
  );
}

function ByHand({ at }: { readonly at: number }) {
  return <>{useT()('card.reserved', { age: formatDuration(useSecondsSince(at)) })}</>;
}

function ShotDialog({ camera, onClose }: { readonly camera: CameraView; readonly onClose: () => void }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const seats = useOperator((view) => view.seats);
  const title = t('camera.chooseTitle', { camera: camera.label });
  async function show(shot: string, name: string): Promise<void> {
    if (await run('direction/show', { shot }, name)) onClose();
  }
  return (
    <Dialog title={title} onClose={onClose} className="shot-dialog">
      <p className="dim">
        {camera.shots.length === 0
          ? t('camera.noShots')
          : camera.tally === 'program' && camera.shots.length > 1
            ? t('camera.onAirText')
            : t('camera.chooseText')}
      </p>
      <ul className="shots">
        {camera.shots.map((shot) => {
          const who = shot.seats
            .slice(0, 4)
            .map((seat) => seats[String(seat)]?.name ?? seatPhrase(t, seatLabel(seats, seat)))
            .join(', ');
          const name = who === '' || shot.seats.length > 4 ? camera.label : who;
          return (
            <li key={shot.id}>
              <button
                type="button"
                className={shot.id === camera.shot ? 'is-lit' : ''}
                aria-busy={isPending('direction/show', { shot: shot.id })}
                onClick={() => void show(shot.id, name)}
              >
                <span>{name}</span>
                {shot.seats.length === 1 && shot.seats[0] !== undefined && (
                  <span className="dim">{seatPhrase(t, seatLabel(seats, shot.seats[0]))}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
