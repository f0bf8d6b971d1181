/** The stream was wanted and has ended by itself: the offer to go on. */
import { CommandKey } from '../../../components/command-key.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { formatDuration } from '../../../i18n/translate.ts';
import { useSecondsSince } from '../../../live/context.tsx';
import { useLocked, useOperator } from '../view.ts';

export function StreamLost() {
  const lostAt = useOperator((view) => view.broadcast.stream.lostAt);
  const publicity = useOperator((view) => view.publicity);
  // In the non-public part no stream starts, so there is nothing to offer.
  return lostAt === undefined || publicity === 'non-public' ? null : <Offer at={lostAt} />;
}

function Offer({ at }: { readonly at: number }) {
  const t = useT();
  const locked = useLocked();
  return (
    <div className="banner banner-offer">
      <Icon name="warning" />
      <p>{t('broadcast.lost', { age: formatDuration(useSecondsSince(at)) })}</p>
      <CommandKey
        name="broadcast/start-stream"
        input={{}}
        action={t('broadcast.lostResume')}
        className="primary"
        disabled={locked}
      />
    </div>
  );
}
