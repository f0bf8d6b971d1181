/** What is written down: the log, corrections, the documents, and what is deleted when its time is over. */
import { Corrections } from './corrections.tsx';
import { Documents } from './documents.tsx';
import { EventLog } from './event-log.tsx';
import { RetentionPanel } from './retention.tsx';

export function MinutesPage() {
  return (
    <div className="minutes">
      <div className="stack">
        <Documents />
        <Corrections />
      </div>
      <div className="stack">
        <EventLog />
        <RetentionPanel />
      </div>
    </div>
  );
}
