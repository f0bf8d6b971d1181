/** Opens the import from wherever it is wanted. */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { ImportDialog } from './import-dialog.tsx';

const Context = createContext<(() => void) | null>(null);

export function ImportProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  return (
    <Context value={open}>
      {children}
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </Context>
  );
}

/** The function that opens the import's dialog. */
export function useImportDialog(): () => void {
  const open = useContext(Context);
  if (open === null) throw new Error('outside of ImportProvider');
  return open;
}
