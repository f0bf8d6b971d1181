/** The clerk’s page: makes tonight’s sitting and keeps it. One address for each task, so that a reload stays. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BallotDesk } from '../../components/ballot/store.tsx';
import { CommandsProvider } from '../../components/commands.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { LostBanner, WithView } from '../../components/link.tsx';
import '../../i18n/ballot-sentences.ts';
import '../../i18n/broadcast-sentences.ts';
import '../../i18n/clerk-sentences.ts';
import '../../i18n/link-sentences.ts';
import '../../i18n/members-sentences.ts';
import { useCodes, useT } from '../../i18n/language.tsx';
import { LiveProvider, useIsLost } from '../../live/context.tsx';
import { Agenda } from './agenda/agenda.tsx';
import { DraftProvider, useDraft } from './agenda/draft-store.tsx';
import { Prepare } from './agenda/prepare.tsx';
import { AttendancePage } from './attendance/attendance.tsx';
import { BallotsPage } from './ballot/page.tsx';
import { FloorPage } from './floor.tsx';
import { Head } from './head.tsx';
import { ImportProvider } from './imports/import-store.tsx';
import { FreshLinksProvider } from './members/fresh-links.tsx';
import { MembersPage } from './members/members.tsx';
import { MinutesPage } from './minutes/minutes.tsx';
import { RegisterPage } from './register/register.tsx';
import { useClerk, useLogNames, useMayPrepare } from './view.ts';
import './clerk.css';
import './forms.css';
import './agenda/agenda.css';
import './agenda/start.css';
import './attendance/attendance.css';
import './ballot/ballots.css';
import './register/register.css';
import './imports/imports.css';
import '../../components/members/members.css';
import './members/members.css';
import './minutes/minutes.css';

const tasks = ['sitting', 'attendance', 'floor', 'ballots', 'members', 'register', 'minutes'] as const;
type Task = (typeof tasks)[number];
const icons: Readonly<Record<Task, IconName>> = {
  sitting: 'list',
  attendance: 'seat',
  floor: 'microphone',
  ballots: 'check',
  members: 'remote',
  register: 'people',
  minutes: 'paper',
};

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const taskOf = (hash: string): Task => tasks.find((task) => `#${task}` === hash) ?? 'sitting';

const useTask = (): Task => useSyncExternalStore(subscribeToHash, () => taskOf(window.location.hash));

function Tasks({ task }: { readonly task: Task }) {
  const t = useT();
  const offered = useClerk((view) =>
    Object.values(view.detail?.attendance ?? {}).some(({ contradicted }) => contradicted === true),
  );
  const disturbed = useClerk((view) => view.memberPages.some(({ disturbance }) => disturbance !== undefined));
  return (
    <nav className="clerk-tasks" aria-label={t('clerk.tasks')}>
      {tasks.map((name) => (
        <a
          key={name}
          className="button clerk-task"
          href={`#${name}`}
          aria-current={name === task ? 'page' : undefined}
        >
          <Icon name={icons[name]} />
          <span>{t(`clerk.task.${name}`)}</span>
          {name === 'attendance' && offered && (
            <span className="task-mark">
              <Icon name="warning" />
              <span className="visually-hidden">{t('clerk.contradictions')}</span>
            </span>
          )}
          {name === 'members' && disturbed && (
            <span className="task-mark">
              <Icon name="warning" />
              <span className="visually-hidden">{t('members.disturbances')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

/** The sitting that is there, or the making of the next one; after the close both. */
function SittingPage() {
  const t = useT();
  const mayPrepare = useMayPrepare();
  const isClosed = useClerk((view) => view.sitting?.phase === 'closed');
  const { draft } = useDraft();
  const [asked, setAsked] = useState(false);
  const preparing = mayPrepare && (!isClosed || asked || draft !== null);
  return (
    <>
      {isClosed && (
        <div className="closed-note">
          {!preparing && <p className="note">{t('clerk.isClosed')}</p>}
          {draft === null && (
            <button type="button" onClick={() => setAsked(!preparing)}>
              {t(preparing ? 'clerk.backToSitting' : 'clerk.prepareNext')}
            </button>
          )}
        </div>
      )}
      {preparing ? <Prepare /> : <Agenda />}
    </>
  );
}

function TaskPage({ task }: { readonly task: Task }) {
  switch (task) {
    case 'sitting':
      return <SittingPage />;
    case 'attendance':
      return <AttendancePage />;
    case 'floor':
      return <FloorPage />;
    case 'ballots':
      return <BallotsPage />;
    case 'members':
      return <MembersPage />;
    case 'register':
      return <RegisterPage />;
    case 'minutes':
      return <MinutesPage />;
  }
}

function Page() {
  const t = useT();
  const codes = useCodes();
  const names = useLogNames();
  const lost = useIsLost();
  const task = useTask();
  const safeMode = useClerk((view) => view.safeMode);
  const title = `${t(`clerk.task.${task}`)} · ${t('role.clerk')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="clerk">
      <Head />
      <div className="clerk-notices">
        <LostBanner />
        <div role="alert" className="banner-place">
          {safeMode !== undefined && (
            <div className="banner banner-safe">
              <Icon name="fault" />
              <p>
                <strong>{t('safeMode.title')}</strong> <span>{codes.reason(safeMode, names)}</span>
              </p>
            </div>
          )}
        </div>
      </div>
      <div className="clerk-body">
        <Tasks task={task} />
        <main className={lost ? 'clerk-main stale' : 'clerk-main'}>
          <TaskPage task={task} />
        </main>
      </div>
    </div>
  );
}

export default function ClerkPage() {
  return (
    <LiveProvider view="clerk">
      <CommandsProvider>
        <WithView signedIn>
          <DraftProvider>
            <ImportProvider>
              <FreshLinksProvider>
                <BallotDesk>
                  <Page />
                </BallotDesk>
              </FreshLinksProvider>
            </ImportProvider>
          </DraftProvider>
        </WithView>
      </CommandsProvider>
    </LiveProvider>
  );
}
