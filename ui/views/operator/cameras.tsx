/** The cameras: on air or not, standing or moving in sign and word, and the choice of another shot. */
import { useState } from 'react';
import type { CameraView } from '../../../protocols/api/views.ts';
import { useCommands } from '../../components/commands.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, useOperator } from './view.ts';

const motionIcons = { still: 'still', moving: 'moving', unknown: 'question' } as const;

export function Cameras() {
  const t = useT();
  const cameras = useOperator((view) => view.cameras);
  const safe = useOperator((view) => view.safeMode !== undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const entries = Object.entries(cameras);
  const chosenCamera = chosen === null ? undefined : cameras[chosen];
  return (
    <section className="panel cameras" aria-labelledby="cameras-title">
      <h2 id="cameras-title">{t('cameras.title')}</h2>
      {entries.length === 0 ? (
        <p className="empty">{t('cameras.none')}</p>
      ) : (
        <ul>
          {entries.map(([id, camera]) => (
            <li key={id}>
              <button
                type="button"
                className={`camera tally-${camera.tally}`}
                disabled={safe}
                aria-haspopup="dialog"
                onClick={() => setChosen(id)}
              >
                <b>{camera.label}</b>
                <CameraState camera={camera} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosenCamera !== undefined && <ShotDialog camera={chosenCamera} onClose={() => setChosen(null)} />}
    </section>
  );
}

function CameraState({ camera }: { readonly camera: CameraView }) {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const where = camera.seats.map((seat) => seatLabel(seats, seat)).join(', ');
  const target = where === '' ? '' : camera.seats.length > 4 ? '' : ` ${seatPhrase(t, where)}`;
  return (
    <>
      <span className="camera-motion">
        <Icon name={motionIcons[camera.motion]} /> {t(`camera.${camera.motion}`)}
        {camera.motion === 'moving' && target !== '' ? ' →' : ''}
        {target !== '' && ' '}
        {target !== '' && <span className="camera-target">{target.trim()}</span>}
      </span>
      {camera.tally !== 'none' && (
        <span className="camera-tally">
          {camera.tally === 'program' && <Icon name="onAir" />} {t(`camera.${camera.tally}`)}
        </span>
      )}
    </>
  );
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
