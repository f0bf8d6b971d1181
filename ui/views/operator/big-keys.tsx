/**
 * The big keys at the bottom. What restricts (wide, sound off, pause, non-public) may be tried even when
 * the connection is lost; what permits (sound, resuming, opening) only on a live view, because a toggle on
 * an old state could open what should stay closed.
 */
import { useState } from 'react';
import { useCommands } from '../../components/commands.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useIsLost } from '../../live/context.tsx';
import { useShortcuts } from './shortcuts.ts';
import { useOperator } from './view.ts';

/** How long N must be held for the non-public part, ms. */
export const holdMs = 800;

interface BigKey {
  readonly key: string;
  readonly keyName: string;
  readonly label: string;
  readonly icon: IconName;
  readonly tone: 'calm' | 'warn' | 'danger' | 'go';
  /** Its state holds now; told by the label where that changes, else by aria-pressed. */
  readonly lit: boolean;
  readonly labelTells: boolean;
  readonly disabled: boolean;
  readonly pending: boolean;
  readonly holdMs: number;
  /** By a press on the screen. */
  readonly press: () => void;
  /** By the shortcut; a held key needs no second question. */
  readonly shortcut: () => void;
}

export function BigKeys() {
  const t = useT();
  const { run, isPending } = useCommands();
  const lost = useIsLost();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const publicity = useOperator((view) => view.publicity);
  const soundOff = useOperator((view) => view.soundOff);
  const mode = useOperator((view) => view.direction.mode);
  const programKind = useOperator((view) => view.direction.program?.kind);
  const [asking, setAsking] = useState<'open' | 'non-public' | null>(null);
  const [held, setHeld] = useState<string | null>(null);

  const manual = mode === 'manual';
  const onHold = publicity === 'consent-hold';
  const paused = publicity === 'paused' || onHold;
  const closed = publicity === 'non-public';
  const resume = onHold ? t('key.goOn') : t('key.resume');
  const nonPublic = (): void => void run('broadcast/non-public', {}, t('key.nonPublic'));
  const both = (action: () => void): Pick<BigKey, 'press' | 'shortcut'> => ({
    press: action,
    shortcut: action,
  });

  const keys: readonly BigKey[] = [
    {
      key: 't',
      keyName: 'T',
      label: t('key.wide'),
      icon: 'camera',
      tone: 'calm',
      lit: manual && programKind === 'wide',
      labelTells: false,
      disabled: safe,
      pending: isPending('direction/wide'),
      holdMs: 0,
      ...both(() => void run('direction/wide', {}, t('key.wide'))),
    },
    {
      key: 'm',
      keyName: 'M',
      label: soundOff ? t('key.soundOn') : t('key.soundOff'),
      icon: 'microphone',
      tone: 'warn',
      lit: soundOff,
      labelTells: true,
      disabled: safe || (lost && soundOff),
      pending: isPending('broadcast/sound-off') || isPending('broadcast/sound-on'),
      holdMs: 0,
      ...both(() =>
        soundOff
          ? void run('broadcast/sound-on', {}, t('key.soundOn'))
          : void run('broadcast/sound-off', {}, t('key.soundOff')),
      ),
    },
    {
      key: 'p',
      keyName: 'P',
      label: paused ? resume : t('key.pause'),
      icon: paused ? 'play' : 'pause',
      tone: 'warn',
      lit: paused,
      labelTells: true,
      // From anywhere else a pause and its end would lead into the public part without the question.
      disabled: safe || (lost && paused) || (publicity !== 'public' && !paused),
      pending: isPending('broadcast/pause') || isPending('broadcast/resume'),
      holdMs: 0,
      ...both(() =>
        paused ? void run('broadcast/resume', {}, resume) : void run('broadcast/pause', {}, t('key.pause')),
      ),
    },
    {
      key: 'n',
      keyName: 'N',
      label: t('key.nonPublic'),
      icon: 'closed',
      tone: 'danger',
      lit: closed,
      labelTells: false,
      disabled: safe || closed,
      pending: isPending('broadcast/non-public'),
      holdMs,
      press: () => setAsking('non-public'),
      shortcut: nonPublic,
    },
    {
      key: ' ',
      keyName: t('key.space'),
      label: manual ? t('direction.handBack') : t('key.takeOver'),
      icon: 'hand',
      tone: 'calm',
      lit: manual,
      labelTells: true,
      disabled: safe || lost,
      pending: isPending('direction/take-over') || isPending('direction/hand-back'),
      holdMs: 0,
      ...both(() =>
        manual
          ? void run('direction/hand-back', {}, t('direction.handBack'))
          : void run('direction/take-over', {}, t('key.takeOver')),
      ),
    },
    {
      key: 'o',
      keyName: 'O',
      // Out of the non-public part lead two steps: first a slate, then the question.
      label: closed ? t('key.back') : t('key.open'),
      icon: closed ? 'picture' : 'public',
      tone: 'go',
      lit: false,
      labelTells: true,
      disabled: safe || lost || publicity === 'public' || paused,
      pending: isPending('broadcast/open', { confirmed: true }) || isPending('broadcast/prepare'),
      holdMs: 0,
      ...both(() => (closed ? void run('broadcast/prepare', {}, t('key.back')) : setAsking('open'))),
    },
  ];
  useShortcuts(
    keys.map(({ key, disabled, holdMs: hold, shortcut }) => ({ key, disabled, holdMs: hold, run: shortcut })),
    setHeld,
  );

  return (
    <footer className="big-keys" aria-label={t('keys.label')}>
      {keys.map((key) => (
        <button
          key={key.key}
          type="button"
          className={`big-key tone-${key.tone}${key.lit ? ' is-lit' : ''}${held === key.key ? ' is-held' : ''}`}
          disabled={key.disabled}
          aria-pressed={key.labelTells ? undefined : key.lit}
          aria-busy={key.pending}
          aria-keyshortcuts={key.key === ' ' ? 'Space' : key.keyName}
          onClick={key.press}
        >
          <span className="big-key-label">
            <Icon name={key.icon} />
            <span>{key.label}</span>
          </span>
          <kbd>{key.holdMs > 0 ? t('key.hold', { key: key.keyName }) : key.keyName}</kbd>
        </button>
      ))}
      {asking === 'open' && (
        <Confirm
          title={t('confirm.openTitle')}
          text={t('confirm.openText')}
          yes={t('confirm.openYes')}
          onYes={() => void run('broadcast/open', { confirmed: true }, t('key.open'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'non-public' && (
        <Confirm
          title={t('confirm.nonPublicTitle')}
          text={t('confirm.nonPublicText')}
          yes={t('confirm.nonPublicYes')}
          danger
          onYes={nonPublic}
          onClose={() => setAsking(null)}
        />
      )}
    </footer>
  );
}
