/** A modal dialog on the browser's own <dialog>: focus stays inside, Escape and a tap beside it close it, focus returns. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '../i18n/language.tsx';
import { Icon } from './icons.tsx';

/** Open while mounted. */
export function Dialog({
  title,
  onClose,
  children,
  className = '',
  closesBeside = true,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
  /** A tap beside it closes it; not where that would cost work. */
  readonly closesBeside?: boolean;
}) {
  const t = useT();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  useEffect(() => {
    const dialog = element.current;
    const onBackdrop = (event: MouseEvent): void => {
      if (event.target === dialog && closesBeside) onClose();
    };
    dialog?.addEventListener('mousedown', onBackdrop);
    return () => dialog?.removeEventListener('mousedown', onBackdrop);
  }, [onClose, closesBeside]);
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        // React hands on what a dialog inside of this one was told.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="quiet square" aria-label={t('dialog.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** Asks once more before something far-reaching; the safe answer has the focus. */
export function Confirm({
  title,
  text,
  yes,
  danger = false,
  onYes,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly danger?: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className="dialog-actions">
        <button ref={no} type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          className={danger ? 'danger-fill' : 'primary'}
          onClick={() => {
            onYes();
            onClose();
          }}
        >
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
