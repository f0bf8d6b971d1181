/** Another person takes the chair. */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { PersonSelect } from '../person-select.tsx';
import { useClerk } from '../view.ts';

export function HandOverDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const chair = useClerk((view) => view.sitting?.chair?.person);
  const [person, setPerson] = useState('');
  const input = { person };
  return (
    <FormDialog
      title={t('clerk.handOver')}
      submit={t('clerk.handOverYes')}
      isDirty={false}
      busy={isPending('chair/hand-over', input)}
      disabled={person === ''}
      onSubmit={() =>
        void run('chair/hand-over', input, t('clerk.handOver')).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <PersonSelect
        label={t('clerk.newChair')}
        value={person}
        nobody={t('clerk.choose')}
        without={chair === undefined ? [] : [chair]}
        onChange={setPerson}
      />
    </FormDialog>
  );
}
