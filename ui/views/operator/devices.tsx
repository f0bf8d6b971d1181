/** Each device's health in words, with what to do about it; what a system cannot do, as a fact; its mode. */
import { useId, useState } from 'react';
import type { DeviceView } from '../../../protocols/api/views.ts';
import { useCommands } from '../../components/commands.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import type { Translate } from '../../i18n/translate.ts';
import { useLacks, useOperator } from './view.ts';
import { KeypadsKey } from './voting/keypads.tsx';

const levelIcons: Readonly<Record<DeviceView['level'], IconName>> = {
  ok: 'ok',
  warning: 'warning',
  fault: 'fault',
};

const advised = [
  'synchronising',
  'slow',
  'silent',
  'not-ready',
  'wrong-password',
  'wrong-version',
  'kicked',
  'never-arrives',
  'power-off',
  'wrong-device',
  'address-twice',
  'keypad-twice',
  'keypad-missing',
  'unknown-certificate',
  'no-licence',
] as const;

/** What to do about a state, or nothing. */
function adviceFor(t: Translate, device: DeviceView): string | undefined {
  if (device.code === 'offline') return t(`advice.offline.${device.model}`);
  const code = advised.find((known) => known === device.code);
  return code === undefined ? undefined : t(`advice.${code}`, { detail: device.detail ?? '' });
}

export function Devices() {
  const t = useT();
  const devices = useOperator((view) => view.devices);
  const hasMicrophones = useOperator((view) => view.microphones !== undefined);
  const safe = useOperator((view) => view.safeMode !== undefined);
  const [setting, setSetting] = useState(false);
  const rank = { fault: 0, warning: 1, ok: 2 } as const;
  const entries = Object.entries(devices).sort(([, left], [, right]) => rank[left.level] - rank[right.level]);
  return (
    <section className="panel devices" aria-labelledby="devices-title">
      <div className="panel-head">
        <h2 id="devices-title">{t('devices.title')}</h2>
        <KeypadsKey />
        {hasMicrophones && (
          <button type="button" className="quiet" disabled={safe} onClick={() => setSetting(true)}>
            {t('devices.modeKey')}
          </button>
        )}
      </div>
      {entries.length === 0 ? (
        <p className="empty">{t('devices.none')}</p>
      ) : (
        <ul className="scroll" tabIndex={0} aria-label={t('devices.title')}>
          {entries.map(([id, device]) =>
            device.level === 'ok' ? (
              <DeviceBadge key={id} device={device} />
            ) : (
              <TroubledDevice key={id} device={device} />
            ),
          )}
        </ul>
      )}
      {setting && <ModeDialog onClose={() => setSetting(false)} />}
    </section>
  );
}

function DeviceState({ device }: { readonly device: DeviceView }) {
  const t = useT();
  const codes = useCodes();
  return (
    <>
      <Icon name={levelIcons[device.level]} />
      <span>
        <b>{device.label}</b> <span className="device-state">{codes.status(device.code)}</span>{' '}
        <span className="visually-hidden">({t(`level.${device.level}`)})</span>
      </span>
    </>
  );
}

/** What it is, what it cannot do, and what went wrong so far: no trouble, so small. */
function useFacts(device: DeviceView): string {
  const t = useT();
  const codes = useCodes();
  return [
    device.product,
    device.garbage > 0 ? t('devices.garbage', { count: device.garbage }) : undefined,
    device.losses > 0 ? t('devices.losses', { count: device.losses }) : undefined,
    device.deadlines > 0 ? t('devices.deadlines', { count: device.deadlines }) : undefined,
    device.lacks.length > 0
      ? t('devices.lacks', { list: device.lacks.map((code) => codes.lacks(code)).join(', ') })
      : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' · ');
}

function DeviceBadge({ device }: { readonly device: DeviceView }) {
  const facts = useFacts(device);
  return (
    <li className="device device-badge level-ok" title={facts}>
      <DeviceState device={device} />
      <span className="device-facts dim">{facts}</span>
    </li>
  );
}

function TroubledDevice({ device }: { readonly device: DeviceView }) {
  const advice = adviceFor(useT(), device);
  return (
    <li className={`device level-${device.level}`}>
      <DeviceState device={device} />
      {advice !== undefined && <span className="device-advice">{advice}</span>}
      <span className="device-facts dim">{useFacts(device)}</span>
    </li>
  );
}

const settable = ['auto', 'fifo', 'manual', 'voice'] as const;

function ModeDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const codes = useCodes();
  const { run, isPending } = useCommands();
  const microphones = useOperator((view) => view.microphones);
  const lacks = useLacks();
  const group = useId();
  const limit = useId();
  if (microphones === undefined) return null;
  const modes = settable.filter((mode) => microphones.modes.includes(mode));
  const title = t('devices.modeTitle');
  const isFixed = lacks.includes('settings');
  const most = Math.max(8, microphones.maxOpen ?? 0);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="choices" role="radiogroup" aria-label={title}>
        {modes.map((mode) => (
          <label key={mode} className="choice">
            <input
              type="radio"
              name={group}
              checked={microphones.mode === mode}
              disabled={isFixed}
              aria-busy={isPending('microphones/set', { mode })}
              onChange={() => void run('microphones/set', { mode }, title)}
            />
            <span>{codes.mode(mode)}</span>
          </label>
        ))}
      </div>
      {microphones.maxOpen !== undefined && (
        <div className="field">
          <label htmlFor={limit}>{t('devices.maxOpen')}</label>
          <select
            id={limit}
            value={microphones.maxOpen}
            disabled={isFixed}
            onChange={(event) =>
              void run('microphones/set', { maxOpen: Number(event.target.value) }, t('devices.maxOpen'))
            }
          >
            {Array.from({ length: most }, (_, index) => (
              <option key={index}>{index + 1}</option>
            ))}
          </select>
        </div>
      )}
      {lacks.length > 0 && (
        <p className="dim">
          {t('devices.lacks', { list: lacks.map((code) => codes.lacks(code)).join(', ') })}
        </p>
      )}
    </Dialog>
  );
}
