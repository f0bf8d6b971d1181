/** Another person takes the chair: one tap opens the list, a second one hands over. */
import { CommandKey } from '../../components/command-key.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useT } from '../../i18n/language.tsx';
import { useChair, useLocked } from './view.ts';

export function HandOverDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const locked = useLocked();
  const deputies = useChair((view) => view.deputies);
  const chair = useChair((view) => view.sitting?.chair);
  return (
    <Dialog title={t('chair.handOverTitle')} onClose={onClose}>
      {chair !== undefined && <p className="dim">{t('chair.presides', { name: chair.name })}</p>}
      {deputies.length === 0 ? (
        <p>{t('chair.nobodyHere')}</p>
      ) : (
        <ul className="chair-choices">
          {deputies.map(({ person, name, isDeputyChair }) => (
            <li key={person}>
              <CommandKey
                name="chair/hand-over"
                input={{ person }}
                action={t('chair.handOver')}
                disabled={locked}
                onDone={onClose}
              >
                <span>{name}</span>
                {isDeputyChair && <small>{t('chair.deputyChair')}</small>}
              </CommandKey>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
