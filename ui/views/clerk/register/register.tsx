/** People and bodies: the register that is kept beyond one sitting. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { Segments } from '../fields.tsx';
import { useImportDialog } from '../imports/import-store.tsx';
import { useClerk } from '../view.ts';
import { BodyList } from './body-list.tsx';
import { PersonList } from './person-list.tsx';

export function RegisterPage() {
  const t = useT();
  const openImport = useImportDialog();
  const people = useClerk((view) => Object.keys(view.people).length);
  const bodies = useClerk((view) => Object.keys(view.bodies).length);
  const [shown, setShown] = useState<'people' | 'bodies'>('people');
  return (
    <div className="register">
      <div className="attendance-bar">
        <Segments
          label={t('clerk.registerShown')}
          value={shown}
          options={[
            ['people', t('clerk.peopleCount', { count: people })],
            ['bodies', t('clerk.bodiesCount', { count: bodies })],
          ]}
          onChange={setShown}
        />
        <button type="button" aria-haspopup="dialog" onClick={() => openImport()}>
          <Icon name="import" /> {t('clerk.import')}
        </button>
      </div>
      {shown === 'people' ? <PersonList /> : <BodyList />}
    </div>
  );
}
