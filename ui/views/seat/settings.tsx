/** The foot of the page: sound, digit keys, language and colours, and signing out, which asks once more. */
import { useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { readStored, writeStored } from '../../components/stored.ts';
import { useT } from '../../i18n/language.tsx';
import { keptInBrowser } from '../../live/seat-kept.ts';

export interface SeatSettings {
  readonly isSoundOn: boolean;
  readonly hasDigitKeys: boolean;
  readonly toggleSound: () => void;
  readonly toggleDigitKeys: () => void;
}

const digitKeysKept = keptInBrowser('digit-keys');

/** Kept in this browser. Digit keys can be switched off: who dictates to the device must not vote by a number. */
export function useSeatSettings(): SeatSettings {
  const [isSoundOn, setSound] = useState(() => readStored('gong') !== 'off');
  const [hasDigitKeys, setDigitKeys] = useState(() => digitKeysKept.read() !== 'off');
  return {
    isSoundOn,
    hasDigitKeys,
    toggleSound() {
      writeStored('gong', isSoundOn ? 'off' : 'on');
      setSound(!isSoundOn);
    },
    toggleDigitKeys() {
      digitKeysKept.write(hasDigitKeys ? 'off' : 'on');
      setDigitKeys(!hasDigitKeys);
    },
  };
}

export function Settings({
  settings,
  onSignOut,
}: {
  readonly settings: SeatSettings;
  readonly onSignOut: () => void;
}) {
  const t = useT();
  const [asks, setAsks] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { isSoundOn, hasDigitKeys, toggleSound, toggleDigitKeys } = settings;
  return (
    <footer className="seat-foot" aria-label={t('own.settings')}>
      <button type="button" className="quiet" onClick={toggleSound}>
        <Icon name={isSoundOn ? 'bell' : 'bellOff'} /> {t(isSoundOn ? 'own.soundOn' : 'own.soundOff')}
      </button>
      <button type="button" className="quiet digit-switch" onClick={toggleDigitKeys}>
        {t(hasDigitKeys ? 'own.digitsOn' : 'own.digitsOff')}
      </button>
      <Preferences />
      {asks ? (
        <div className="sign-out-ask" role="group" aria-label={t('own.signOut')}>
          <p>{t('own.signOutAsk')}</p>
          <button type="button" onClick={() => setAsks(false)}>
            {t('own.signOutNo')}
          </button>
          <button
            type="button"
            className="danger"
            aria-busy={leaving}
            onClick={() => {
              setLeaving(true);
              onSignOut();
            }}
          >
            {t('own.signOutYes')}
          </button>
        </div>
      ) : (
        <button type="button" className="quiet" onClick={() => setAsks(true)}>
          {t('own.signOut')}
        </button>
      )}
    </footer>
  );
}
