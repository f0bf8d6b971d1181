/** Who this is, where, and whether the line stands; the red banner when it does not, with the other way beside it. */
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';

export function Head() {
  const t = useT();
  const link = useSeat((state) => state.link);
  const own = useSeat((state) => state.own);
  const title = useSeat(({ shared }) => shared?.title ?? '');
  const word = link === 'lost' ? 'down' : link === 'live' ? 'up' : 'connecting';
  return (
    <header className="seat-head">
      <div className="seat-who">
        <h1>{own?.name ?? ''}</h1>
        <p className="dim">
          {own !== null && <span>{t(`own.status.${own.status}`)}</span>} · <span>{title}</span>
        </p>
      </div>
      <p className={`seat-link is-${word}`}>
        <Icon name={word === 'up' ? 'onAir' : word === 'down' ? 'warning' : 'offAir'} /> {t(`own.${word}`)}
      </p>
    </header>
  );
}

/** Takes no room while the line stands. */
export function Lost() {
  const t = useT();
  const isLost = useSeat(({ link }) => link === 'lost');
  return (
    <div role="alert" className="banner-place">
      {isLost && (
        <div className="banner banner-lost">
          <Icon name="warning" />
          <div>
            <p>
              <strong>{t('own.lostTitle')}</strong> {t('own.lostText')}
            </p>
            <SecondChannel />
          </div>
        </div>
      )}
    </div>
  );
}

const looksLikeTelephone = /^\+?[\d][\d\s/()-]{3,}$/;

/** The other way to say that nothing works; a telephone number can be called by a tap. */
export function SecondChannel() {
  const t = useT();
  const channel = useSeat(({ shared }) => shared?.secondChannel);
  if (channel === undefined) return null;
  const words = t('own.secondChannel', { channel });
  if (!looksLikeTelephone.test(channel)) return <p className="second-channel">{words}</p>;
  return (
    <p className="second-channel">
      <a href={`tel:${channel.replace(/[^\d+]/g, '')}`}>{words}</a>
    </p>
  );
}
