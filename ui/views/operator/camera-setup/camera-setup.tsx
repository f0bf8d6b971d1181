/**
 * Setting up one camera: it is taken out of the direction, driven, taught, calibrated, shown as it stands,
 * and given back when this closes. What the daemon says is what holds: a reservation that vanished is said,
 * and nothing can be driven from here any more.
 */
import { useEffect, useState } from 'react';
import type { CameraView } from '../../../../protocols/api/views.ts';
import { CommandKey } from '../../../components/command-key.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { MovingPicture } from '../../../components/picture.tsx';
import { useT } from '../../../i18n/language.tsx';
import { formatDuration } from '../../../i18n/translate.ts';
import { useIsLost, useSecondsSince } from '../../../live/context.tsx';
import { sendLastCommand } from '../../../live/http.ts';
import { useOperator } from '../view.ts';
import { Calibration, Findings } from './calibration.tsx';
import { DriveControls } from './drive-controls.tsx';
import { FreeShot } from './free-shot.tsx';
import { Presets } from './presets.tsx';
import { Store } from './store.tsx';
import './camera-setup.css';

export interface SetupProps {
  readonly id: string;
  readonly camera: CameraView;
}

const sections = ['presets', 'store', 'calibrate', 'free'] as const;
type Section = (typeof sections)[number];

export function CameraSetup({ id, camera, onClose }: SetupProps & { readonly onClose: () => void }) {
  const t = useT();
  const { run } = useCommands();
  const { reserved } = camera;
  const isByHand = reserved?.why === 'by-hand';
  const [was, setWas] = useState(reserved?.why);
  if (reserved !== undefined && reserved.why !== was) setWas(reserved.why);
  useReleaseOnLeaving(id, isByHand);
  function leave(): void {
    // A calibration goes on without anybody looking.
    if (isByHand) void run('camera/release', { camera: id }, t('setup.release'));
    onClose();
  }
  return (
    <Dialog
      title={t('setup.title', { camera: camera.label })}
      onClose={leave}
      className="camera-setup"
      closesBeside={false}
    >
      {reserved === undefined ? (
        <AskFirst id={id} camera={camera} was={was} onClose={onClose} />
      ) : (
        <Workplace id={id} camera={camera} isByHand={isByHand} leave={leave} />
      )}
    </Dialog>
  );
}

/** Whoever closes the browser, or goes elsewhere, gives the camera back too, as far as the browser lets it be said. */
function useReleaseOnLeaving(camera: string, isByHand: boolean): void {
  useEffect(() => {
    if (!isByHand) return undefined;
    const onPageHide = (): void => {
      sendLastCommand('camera/drive', { camera, pan: 0, tilt: 0, zoom: 0 });
      sendLastCommand('camera/release', { camera });
    };
    window.addEventListener('pagehide', onPageHide);
    return () => window.removeEventListener('pagehide', onPageHide);
  }, [camera, isByHand]);
}

/** Before anything moves: what taking the camera means for what is on air. */
function AskFirst({
  id,
  camera,
  was,
  onClose,
}: SetupProps & {
  /** What it was reserved for, in this panel. */
  readonly was: 'by-hand' | 'calibration' | undefined;
  readonly onClose: () => void;
}) {
  const t = useT();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const lost = useIsLost();
  return (
    <div className="setup-ask">
      <SetupPicture id={id} camera={camera} />
      <div className="stack">
        {was === 'calibration' && (
          <>
            <p role="status">{t('setup.calibrated', { camera: camera.label })}</p>
            <Findings calibration={camera.calibration} />
          </>
        )}
        {was === 'by-hand' && (
          <p className="setup-note" role="alert">
            <Icon name="warning" /> {t('setup.gone', { camera: camera.label })}
          </p>
        )}
        <p>{t('setup.askText', { camera: camera.label })}</p>
        {camera.tally === 'program' && (
          <p className="setup-note">
            <Icon name="onAir" /> {t('setup.askOnAir', { camera: camera.label })}
          </p>
        )}
        <div className="dialog-actions">
          <button type="button" onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <CommandKey
            name="camera/reserve"
            input={{ camera: id }}
            action={t('setup.reserve')}
            className="primary"
            disabled={safe || lost}
          />
        </div>
      </div>
    </div>
  );
}

function SetupPicture({ id, camera }: SetupProps) {
  const t = useT();
  return (
    <figure
      className={`setup-picture tally-${camera.tally}`}
      aria-label={t('setup.picture', { camera: camera.label })}
    >
      <MovingPicture kind="camera" camera={id} />
    </figure>
  );
}

function Workplace({
  id,
  camera,
  isByHand,
  leave,
}: SetupProps & { readonly isByHand: boolean; readonly leave: () => void }) {
  const t = useT();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const lost = useIsLost();
  const [section, setSection] = useState<Section>(isByHand ? 'presets' : 'calibrate');
  const canAct = isByHand && !safe && !lost;
  return (
    <div className="setup">
      <div className="setup-hand">
        <SetupPicture id={id} camera={camera} />
        <SetupState camera={camera} disabled={safe} />
        {isByHand ? (
          <DriveControls id={id} camera={camera} enabled={canAct} />
        ) : (
          <p className="setup-note">{t('setup.calibratingNow')}</p>
        )}
      </div>
      <div className="setup-sections">
        <div className="setup-choice" role="group" aria-label={t('setup.sections')}>
          {sections.map((one) => (
            <button
              key={one}
              type="button"
              className={section === one ? 'is-lit' : ''}
              aria-pressed={section === one}
              onClick={() => setSection(one)}
            >
              {t(`setup.section.${one}`)}
            </button>
          ))}
        </div>
        {section === 'calibrate' ? (
          <Calibration id={id} camera={camera} disabled={safe || lost} />
        ) : (
          <fieldset className="plain" disabled={!canAct}>
            {section === 'presets' && <Presets id={id} camera={camera} />}
            {section === 'store' && <Store id={id} camera={camera} />}
            {section === 'free' && <FreeShot id={id} camera={camera} />}
          </fieldset>
        )}
        <div className="dialog-actions setup-end">
          <button type="button" onClick={leave}>
            {isByHand ? t('setup.release') : t('dialog.close')}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Since when the camera is away from the direction, and whether it is on air all the same. */
function SetupState({ camera, disabled }: { readonly camera: CameraView; readonly disabled: boolean }) {
  const t = useT();
  const { reserved, tally } = camera;
  return (
    <div className="setup-state">
      {reserved !== undefined && <Since at={reserved.sinceAt} why={reserved.why} />}
      {tally === 'program' && (
        <>
          <span className="setup-on-air">
            <Icon name="onAir" /> {t('setup.onAirNow')}
          </span>
          <CommandKey name="direction/wide" input={{}} action={t('setup.wide')} disabled={disabled} />
        </>
      )}
    </div>
  );
}

function Since({ at, why }: { readonly at: number; readonly why: 'by-hand' | 'calibration' }) {
  const t = useT();
  const age = formatDuration(useSecondsSince(at));
  return (
    <span className="dim">
      {why === 'by-hand' ? t('setup.since', { age }) : t('setup.sinceCalibration', { age })}
    </span>
  );
}
