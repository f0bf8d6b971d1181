/** Who has the floor and for how long, and what their group has left. */
import { CommandKey } from '../../components/command-key.tsx';
import { Icon } from '../../components/icons.tsx';
import { OpenMicrophones } from '../../components/open-microphones.tsx';
import { SpeechMarks, speakerName } from '../../components/speech.tsx';
import { SpeakingTime, Spoken } from '../../components/time.tsx';
import { useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useChair, useLocked } from './view.ts';

const minuteSeconds = 60;
const longName = 36;
const mostMicrophones = 6;

export function FloorPanel() {
  const t = useT();
  const locked = useLocked();
  const floor = useChair((view) => view.floor);
  const open = useChair((view) => view.open);
  const hold = floor?.held === true ? t('chair.goOn') : t('chair.hold');
  return (
    <section className="panel chair-floor" aria-labelledby="floor-title">
      <h2 id="floor-title">{t('floor.title')}</h2>
      <div className="chair-floor-words" role="group" aria-labelledby="floor-title" tabIndex={0}>
        {floor === undefined ? (
          <p className="chair-name dim">{t('floor.nobody')}</p>
        ) : (
          <>
            <p className={(floor.name?.length ?? 0) > longName ? 'chair-name is-long' : 'chair-name'}>
              {speakerName(t, floor)}{' '}
              {floor.group !== undefined && <span className="dim">{floor.group}</span>}
            </p>
            <SpeechMarks kind={floor.kind} />
            <p className={floor.held ? 'chair-time is-held' : 'chair-time'}>
              <Spoken time={floor} />
            </p>
            <SpeakingTime time={floor} />
          </>
        )}
        <OpenMicrophones
          label={t('microphones.openLong')}
          most={mostMicrophones}
          microphones={open.map((speaker) => ({ name: speakerName(t, speaker), sinceAt: speaker.sinceAt }))}
        />
        <GroupTimes />
      </div>
      <div className="chair-actions">
        <CommandKey
          name="floor/extend"
          input={{ seconds: minuteSeconds }}
          action={t('chair.extend')}
          disabled={locked || floor?.limitMs === undefined}
        />
        <CommandKey
          name="floor/hold"
          input={{ held: floor?.held !== true }}
          action={hold}
          disabled={locked || floor === undefined}
        >
          <Icon name={floor?.held === true ? 'play' : 'pause'} /> {hold}
        </CommandKey>
        <CommandKey
          name="floor/end"
          input={{}}
          action={t('chair.endSpeech')}
          className="danger"
          disabled={locked || floor === undefined}
        />
      </div>
    </section>
  );
}

/** Only where groups have a time of their own. */
function GroupTimes() {
  const t = useT();
  const locked = useLocked();
  const groups = useChair((view) => view.speakers.groups);
  const list = Object.entries(groups).sort(([left], [right]) => left.localeCompare(right, 'de'));
  if (list.length === 0) return null;
  return (
    <div className="chair-groups">
      <h3>{t('chair.groupTimes')}</h3>
      <ul>
        {list.map(([group, leftMs]) => {
          const time = formatDuration(Math.ceil(Math.abs(leftMs) / 1000));
          return (
            <li key={group} className={leftMs < 0 ? 'is-overdrawn' : ''}>
              <span className="chair-group-name">{group}</span>
              {leftMs < 0 ? (
                <>
                  <span>
                    <Icon name="warning" /> {t('chair.overdrawn', { time })}
                  </span>
                  <CommandKey
                    name="floor/level"
                    input={{ group }}
                    action={t('chair.levelOf', { group })}
                    label={t('chair.levelOf', { group })}
                    disabled={locked}
                  >
                    {t('chair.level')}
                  </CommandKey>
                </>
              ) : (
                <span>{t('chair.timeLeft', { time })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
