/** The hand on the camera: stick, zoom rocker, speed, stop, and a key for each little step. */
import { useState } from 'react';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { useCodes, useT } from '../../../i18n/language.tsx';
import type { SetupProps } from './camera-setup.tsx';
import { levels, type Deflection, type Level } from './deflection.ts';
import { Rocker, Stick } from './stick.tsx';
import { useDrive } from './use-drive.ts';

const nudges: readonly {
  readonly name: 'left' | 'right' | 'up' | 'down' | 'closer' | 'wider';
  readonly icon: IconName;
  readonly to: Deflection;
}[] = [
  { name: 'left', icon: 'left', to: { pan: -1, tilt: 0, zoom: 0 } },
  { name: 'up', icon: 'up', to: { pan: 0, tilt: 1, zoom: 0 } },
  { name: 'down', icon: 'down', to: { pan: 0, tilt: -1, zoom: 0 } },
  { name: 'right', icon: 'next', to: { pan: 1, tilt: 0, zoom: 0 } },
  { name: 'closer', icon: 'add', to: { pan: 0, tilt: 0, zoom: 1 } },
  { name: 'wider', icon: 'minus', to: { pan: 0, tilt: 0, zoom: -1 } },
];

export function DriveControls({ id, camera, enabled }: SetupProps & { readonly enabled: boolean }) {
  const t = useT();
  const codes = useCodes();
  const [level, setLevel] = useState<Level>('normal');
  const mayDrive = enabled && camera.canDrive;
  const { push, nudge, stop, hasGamepad, error } = useDrive(id, level, mayDrive, camera.motion === 'moving');
  return (
    <section className="drive" aria-label={t('drive.title')}>
      {camera.canDrive ? (
        <>
          <div className="drive-sticks">
            <Stick disabled={!mayDrive} onPush={(deflection) => push('stick', deflection)} />
            <Rocker disabled={!mayDrive} onPush={(deflection) => push('rocker', deflection)} />
            <div className="drive-keys">
              <div className="drive-speeds" role="group" aria-label={t('drive.speed')}>
                {levels.map((one) => (
                  <button
                    key={one}
                    type="button"
                    className={one === level ? 'is-lit' : ''}
                    aria-pressed={one === level}
                    disabled={!mayDrive}
                    onClick={() => setLevel(one)}
                  >
                    {t(`drive.${one}`)}
                  </button>
                ))}
              </div>
              <div className="drive-nudges" role="group" aria-label={t('drive.little')}>
                {nudges.map(({ name, icon, to }) => (
                  <button
                    key={name}
                    type="button"
                    className="square"
                    disabled={!mayDrive}
                    aria-label={t(`drive.${name}`)}
                    title={t(`drive.${name}`)}
                    onClick={() => nudge(to)}
                  >
                    <Icon name={icon} />
                  </button>
                ))}
              </div>
              <button type="button" className="danger" disabled={!mayDrive} onClick={stop}>
                {t('drive.stop')}
              </button>
            </div>
          </div>
          <p className="dim drive-hint">
            {t('drive.hint')}
            {hasGamepad && (
              <span className="drive-gamepad">
                <Icon name="gamepad" /> {t('drive.gamepad')}
              </span>
            )}
          </p>
        </>
      ) : (
        <p className="dim">{t('drive.cannot')}</p>
      )}
      <p role="alert" className="setup-note">
        {error !== null && (
          <>
            <Icon name="warning" /> {t('drive.failed', { reason: codes.error(error) })}
          </>
        )}
      </p>
      <CameraPlace camera={camera} />
    </section>
  );
}

const motionIcons = { still: 'still', moving: 'moving', unknown: 'question' } as const;

function CameraPlace({ camera }: Pick<SetupProps, 'camera'>) {
  const t = useT();
  const { position, motion } = camera;
  return (
    <p className="drive-place">
      <Icon name={motionIcons[motion]} /> {t(`camera.${motion}`)}
      {position !== undefined && (
        <span className="dim digits">
          {' '}
          {t('drive.position', {
            pan: Math.round(position.panDegrees),
            tilt: Math.round(position.tiltDegrees),
            zoom: Math.round(position.zoom * 100),
          })}
        </span>
      )}
    </p>
  );
}
