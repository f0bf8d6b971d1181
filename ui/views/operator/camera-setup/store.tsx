/** Storing where the camera stands as a new shot: under which number, and who is seen. */
import { useId, useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useOperator } from '../view.ts';
import type { SetupProps } from './camera-setup.tsx';
import { places } from './seat-names.ts';
import { nobodyShown, ShownForm, type Shown } from './shown-form.tsx';
import { useStillReason } from './still.ts';

export function Store({ id, camera }: SetupProps) {
  const t = useT();
  const { run, isPending } = useCommands();
  const seats = useOperator((view) => view.seats);
  const coverage = useOperator((view) => view.coverage);
  const reason = useStillReason(camera);
  const [chosen, setChosen] = useState<number | null>(null);
  const [done, setDone] = useState('');
  /** A new form after each success. */
  const [round, setRound] = useState(0);
  const field = useId();
  const { freePresets } = camera;
  const preset = chosen !== null && freePresets.includes(chosen) ? chosen : freePresets[0];
  if (preset === undefined) return <p className="setup-note">{t('store.noPreset')}</p>;
  async function store(number: number, shown: Shown): Promise<void> {
    setDone('');
    if (!(await run('camera/store', { camera: id, preset: number, ...shown }, t('store.action')))) return;
    const values = { who: places(t, seats, shown.subjects), preset: number };
    setDone(shown.subjects.length === 1 ? t('store.doneCloseUp', values) : t('store.doneGroup', values));
    setChosen(null);
    setRound(round + 1);
  }
  return (
    <section className="stack">
      <p className="dim">{t('store.intro')}</p>
      <output className="setup-done">
        {done !== '' && (
          <>
            <Icon name="ok" /> {done}
          </>
        )}
      </output>
      <div className="field">
        <label htmlFor={field}>{t('store.preset')}</label>
        <select id={field} value={preset} onChange={(event) => setChosen(Number(event.target.value))}>
          {freePresets.map((free) => (
            <option key={free}>{free}</option>
          ))}
        </select>
      </div>
      <ShownForm
        key={round}
        camera={camera}
        initial={nobodyShown}
        save={t('store.save')}
        disabled={false}
        reason={reason}
        suggested={coverage.map(({ seat }) => seat)}
        isBusy={(shown) => isPending('camera/store', { camera: id, preset, ...shown })}
        onSave={(shown) => void store(preset, shown)}
      />
    </section>
  );
}
