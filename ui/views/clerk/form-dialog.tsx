/** A dialog with a form: a press beside it or Escape does not throw away what was typed. */
import { useState, type ReactNode } from 'react';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { useT } from '../../i18n/language.tsx';
import { SubmitKey } from './keys.tsx';
import { useUnsaved } from './unsaved.ts';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isDirty: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Beside the submit key. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { title, isDirty, onSubmit, onClose } = props;
  const t = useT();
  const [asking, setAsking] = useState(false);
  useUnsaved(isDirty);
  const leave = (): void => {
    if (isDirty) setAsking(true);
    else onClose();
  };
  return (
    <Dialog title={title} onClose={leave} className={props.className ?? ''}>
      <form
        className="stack form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {props.children}
        <div className="dialog-actions">
          {props.extra}
          <button type="button" onClick={leave}>
            {t('dialog.cancel')}
          </button>
          <SubmitKey busy={props.busy ?? false} disabled={props.disabled ?? false}>
            {props.submit}
          </SubmitKey>
        </div>
      </form>
      {asking && (
        <Confirm
          title={t('clerk.unsavedTitle')}
          text={t('clerk.unsavedText')}
          yes={t('clerk.unsavedYes')}
          onYes={onClose}
          onClose={() => setAsking(false)}
        />
      )}
    </Dialog>
  );
}
