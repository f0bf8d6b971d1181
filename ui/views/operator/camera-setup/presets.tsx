/** The camera's presets: who is seen at each, going there, correcting, storing again, forgetting. */
import { useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useOperator } from '../view.ts';
import type { SetupProps } from './camera-setup.tsx';
import { places, subjectWords, whoOrWhere, type CameraShot } from './seat-names.ts';
import { ShownForm, shownOf, type Shown } from './shown-form.tsx';
import { useStillReason } from './still.ts';

interface Forgotten {
  readonly preset: number;
  readonly who: string;
  readonly shown: Shown;
}

export function Presets({ id, camera }: SetupProps) {
  const t = useT();
  const { run, isPending } = useCommands();
  const [describing, setDescribing] = useState<number | null>(null);
  const [forgotten, setForgotten] = useState<Forgotten | null>(null);
  const shots = [...camera.shots].sort((left, right) => left.preset - right.preset);
  const described = shots.find(({ preset }) => preset === describing);
  if (described !== undefined) {
    const { preset } = described;
    const title = t('preset.describeTitle', { preset });
    return (
      <section className="stack">
        <h3>{title}</h3>
        <p className="dim">{t('preset.describeHint')}</p>
        <ShownForm
          camera={camera}
          initial={shownOf(described)}
          save={t('preset.describeSave')}
          disabled={false}
          isBusy={(shown) => isPending('camera/describe', { camera: id, preset, ...shown })}
          onCancel={() => setDescribing(null)}
          onSave={(shown) =>
            void run('camera/describe', { camera: id, preset, ...shown }, title).then((done) => {
              if (done) setDescribing(null);
            })
          }
        />
      </section>
    );
  }
  const isBack = shots.some(({ preset }) => preset === forgotten?.preset);
  return (
    <section className="stack">
      {forgotten !== null && !isBack && (
        <div className="preset-undo" role="status">
          <span>{t('preset.forgotten', { preset: forgotten.preset, who: forgotten.who })}</span>
          <CommandKey
            name="camera/describe"
            input={{ camera: id, preset: forgotten.preset, ...forgotten.shown }}
            action={t('preset.undo')}
            disabled={false}
            onDone={() => setForgotten(null)}
          />
        </div>
      )}
      {shots.length === 0 ? (
        <p className="empty">{t('preset.none')}</p>
      ) : (
        <ul className="presets">
          {shots.map((shot) => (
            <PresetRow
              key={shot.id}
              id={id}
              camera={camera}
              shot={shot}
              onDescribe={() => setDescribing(shot.preset)}
              onForgotten={setForgotten}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps extends SetupProps {
  readonly shot: CameraShot;
  readonly onDescribe: () => void;
  readonly onForgotten: (forgotten: Forgotten) => void;
}

function PresetRow({ id, camera, shot, onDescribe, onForgotten }: RowProps) {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [isOpen, setOpen] = useState(shot.moved);
  const { preset } = shot;
  const who = subjectWords(t, seats, shot, camera);
  const facts = usePresetFacts(shot, camera);
  const isHere = camera.shot === shot.id;
  return (
    <li className={isHere ? 'preset is-here' : 'preset'}>
      <b className="preset-number digits">
        <span className="visually-hidden">{t('preset.number', { preset })}</span>
        <span aria-hidden="true">{preset}</span>
      </b>
      <div className="preset-who">
        <b>{who}</b>
        <span className="dim">{facts}</span>
        {isHere && camera.motion !== 'unknown' && (
          <span className="preset-here">
            <Icon name={camera.motion === 'still' ? 'still' : 'moving'} />{' '}
            {camera.motion === 'still' ? t('preset.here') : t('preset.goingHere')}
          </span>
        )}
      </div>
      <div className="preset-keys">
        <CommandKey
          name="camera/visit"
          input={{ camera: id, preset }}
          action={t('preset.visitOf', { preset, who })}
          label={t('preset.visitOf', { preset, who })}
          disabled={false}
        >
          {t('preset.visit')}
        </CommandKey>
        <button
          type="button"
          className="quiet square"
          aria-expanded={isOpen}
          aria-label={t('preset.more', { preset, who })}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="dots" />
        </button>
      </div>
      {shot.moved && (
        <p className="setup-note preset-moved">
          <Icon name="warning" /> {t('preset.moved')}
        </p>
      )}
      {isOpen && (
        <PresetActions
          id={id}
          camera={camera}
          shot={shot}
          who={who}
          onDescribe={onDescribe}
          onForgotten={onForgotten}
        />
      )}
    </li>
  );
}

/** Place, who else is seen, zones, and where it comes from, in one line. */
function usePresetFacts(shot: CameraShot, camera: SetupProps['camera']): string {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const zones = shot.zones.map((zone) => camera.zones.find(({ id }) => id === zone)?.label ?? zone);
  return [
    shot.seats.length === 0 ? undefined : places(t, seats, shot.seats),
    shot.visible.length === 0
      ? undefined
      : t('preset.besides', { who: shot.visible.map((seat) => whoOrWhere(t, seats, seat)).join(', ') }),
    zones.length === 0 ? undefined : t('preset.zones', { zones: zones.join(', ') }),
    shot.taught ? t('preset.taught') : t('preset.fromConfig'),
  ]
    .filter((word) => word !== undefined)
    .join(' · ');
}

function PresetActions({
  id,
  camera,
  shot,
  who,
  onDescribe,
  onForgotten,
}: RowProps & { readonly who: string }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const reason = useStillReason(camera);
  const [asking, setAsking] = useState<'again' | 'forget' | null>(null);
  const { preset, taught } = shot;
  const shown = shownOf(shot);
  const again = { camera: id, preset, ...shown };
  const forget = async (): Promise<void> => {
    const done = await run('camera/forget', { camera: id, preset }, t('preset.forget'));
    // Only what was taught here can be taken back from here.
    if (done && taught && shot.seats.length > 0) onForgotten({ preset, who, shown });
  };
  // A shot of nobody in particular cannot be said to show somebody.
  const showsSomebody = shot.seats.length > 0;
  return (
    <div className="preset-actions">
      {showsSomebody && (
        <>
          <button type="button" onClick={onDescribe}>
            {t('preset.describe')}
          </button>
          <button
            type="button"
            disabled={reason !== undefined}
            aria-busy={isPending('camera/store', again)}
            onClick={() => setAsking('again')}
          >
            {t('preset.again')}
          </button>
        </>
      )}
      <button
        type="button"
        className="danger"
        aria-busy={isPending('camera/forget', { camera: id, preset })}
        onClick={() => (taught ? void forget() : setAsking('forget'))}
      >
        {t('preset.forget')}
      </button>
      {showsSomebody && reason !== undefined && <p className="dim">{reason}</p>}
      {asking === 'again' && (
        <Confirm
          title={t('preset.againTitle', { preset })}
          text={t('preset.againText', { preset, who })}
          yes={t('preset.againYes')}
          onYes={() => void run('camera/store', again, t('preset.again'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'forget' && (
        <Confirm
          title={t('preset.forgetTitle', { preset })}
          text={t('preset.forgetText')}
          yes={t('preset.forgetYes')}
          danger
          onYes={() => void forget()}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
