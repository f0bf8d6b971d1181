/**
 * New links as slips: links with their QR codes on one set of sheets, PINs on another, since who finds one must not
 * have both. To be seen and printed until they are hidden, then never again.
 */
import { useEffect, useRef, useState, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useFreshLinks, type FreshLink } from './fresh-links.tsx';

type Part = 'links' | 'pins';

export function Slips() {
  const t = useT();
  const { links, progress, hide } = useFreshLinks();
  const newest = useRef<HTMLLIElement>(null);
  const newestUrl = progress === null ? links.at(-1)?.url : undefined;
  // The key that was pressed may be far below, and what it brought is shown once.
  useEffect(() => {
    if (newestUrl === undefined) return;
    newest.current?.focus({ preventScroll: true });
    newest.current?.scrollIntoView({ block: 'center' });
  }, [newestUrl]);
  const [printing, setPrinting] = useState<Part | null>(null);
  const [asking, setAsking] = useState(false);
  const print = (part: Part): void => {
    // The sheets must be there before the browser looks at them.
    flushSync(() => setPrinting(part));
    document.documentElement.dataset['printing'] = part;
    const done = (): void => {
      delete document.documentElement.dataset['printing'];
      setPrinting(null);
    };
    // Not every browser waits in `print`.
    window.addEventListener('afterprint', done, { once: true });
    window.print();
  };
  return (
    <section className="panel stack slips" aria-labelledby="slips-title">
      <div className="panel-head">
        <h2 id="slips-title">{t('members.slipsTitle', { count: links.length })}</h2>
        <span className="row-actions">
          <button type="button" className="primary" onClick={() => print('links')}>
            {t('members.printLinks')}
          </button>
          <button type="button" className="primary" onClick={() => print('pins')}>
            {t('members.printPins')}
          </button>
          <button type="button" aria-haspopup="dialog" onClick={() => setAsking(true)}>
            {t('members.hideSlips')}
          </button>
        </span>
      </div>
      <p className="note">{t('members.slipsText')}</p>
      <ul className="slip-grid">
        {links.map((link) => (
          <Slip key={link.person} link={link} ref={link.url === newestUrl ? newest : null} />
        ))}
      </ul>
      {printing !== null && (
        <div className="sheet">
          {links.map((link) =>
            printing === 'links' ? (
              <LinkSlip key={link.person} link={link} />
            ) : (
              <PinSlip key={link.person} link={link} />
            ),
          )}
        </div>
      )}
      {asking && (
        <Confirm
          title={t('members.hideSlipsTitle')}
          text={t('members.hideSlipsText')}
          yes={t('members.hideSlipsYes')}
          onYes={hide}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

/** As a picture and not as markup: what is in it can do nothing. */
function QrCode({ link: { name, qr } }: { readonly link: FreshLink }) {
  return (
    <img
      className="qr"
      alt={useT()('members.qrOf', { name })}
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`}
    />
  );
}

/** On the screen: the PIN only when asked for. */
function Slip({ link, ref }: { readonly link: FreshLink; readonly ref: Ref<HTMLLIElement> }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const { name, url, pin } = link;
  return (
    <li className="slip" ref={ref} tabIndex={-1}>
      <b>{name}</b>
      <QrCode link={link} />
      <span className="slip-url">{url}</span>
      <span className="row-actions">
        {typeof navigator.clipboard?.writeText === 'function' && (
          <button
            type="button"
            onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
          >
            <Icon name={copied ? 'check' : 'paper'} /> {t(copied ? 'members.copied' : 'members.copyLink')}
          </button>
        )}
        <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'members.hidePin' : 'members.showPin')}
        </button>
      </span>
      <span className="slip-pin digits">{shown ? pin : '••••••'}</span>
    </li>
  );
}

function LinkSlip({ link }: { readonly link: FreshLink }) {
  const t = useT();
  return (
    <div className="sheet-slip">
      <b>{link.name}</b>
      <span>{t('members.slipLink')}</span>
      <QrCode link={link} />
      <span className="slip-url">{link.url}</span>
      <span>{t('members.slipLinkText')}</span>
    </div>
  );
}

function PinSlip({ link }: { readonly link: FreshLink }) {
  const t = useT();
  return (
    <div className="sheet-slip">
      <b>{link.name}</b>
      <span>{t('members.slipPin')}</span>
      <span className="slip-pin digits">{link.pin}</span>
      <span>{t('members.slipPinText')}</span>
    </div>
  );
}
