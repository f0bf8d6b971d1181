/** Setting up the broadcast: stream, recording, the words of the slates, and what to look at before it. */
import { useState } from 'react';
import { Dialog } from '../../../components/dialog.tsx';
import { useCodes, useT } from '../../../i18n/language.tsx';
import { useOperator } from '../view.ts';
import { Preflight } from './preflight.tsx';
import { Recording } from './recording.tsx';
import { SlateTexts } from './slate-texts.tsx';
import { Stream } from './stream.tsx';

const sections = ['stream', 'recording', 'slates', 'preflight'] as const;
export type SetupSection = (typeof sections)[number];

export function BroadcastSetup({
  first,
  onClose,
}: {
  /** What is shown at the beginning. */
  readonly first: SetupSection;
  readonly onClose: () => void;
}) {
  const t = useT();
  const codes = useCodes();
  const lacks = useOperator((view) => view.broadcast.lacks);
  const [section, setSection] = useState(first);
  return (
    <Dialog
      title={t('broadcast.title')}
      onClose={onClose}
      className="broadcast-setup"
      closesBeside={section !== 'slates'}
    >
      <div className="broadcast-sections" role="group" aria-label={t('broadcast.sections')}>
        {sections.map((name) => (
          <button key={name} type="button" aria-pressed={name === section} onClick={() => setSection(name)}>
            {t(`broadcast.section.${name}`)}
          </button>
        ))}
      </div>
      {section === 'stream' && <Stream />}
      {section === 'recording' && <Recording />}
      {section === 'slates' && <SlateTexts />}
      {section === 'preflight' && <Preflight />}
      {section !== 'slates' && lacks.length > 0 && (
        <p className="dim">
          {t('broadcast.lacks', { list: lacks.map((code) => codes.lacks(code)).join(', ') })}
        </p>
      )}
    </Dialog>
  );
}
