import { useState } from 'preact/hooks';
import type { ExchangeFile, FileFault, RefusedRecord } from '@/lib/exchange/read-file';
import {
  importData,
  readImport,
  removeImported,
  type Imported,
  type ImportOptions,
} from '@/lib/client/chat/import-data';

/** How far an import is. */
export type ImportState =
  | { readonly type: 'idle' }
  | { readonly type: 'reading' }
  | { readonly type: 'read'; readonly file: ExchangeFile }
  | { readonly type: 'importing' }
  | { readonly type: 'imported'; readonly imported: Imported; readonly hasFailed?: boolean }
  | { readonly type: 'removed' }
  | { readonly type: 'refused-file'; readonly fault: FileFault }
  | { readonly type: 'refused'; readonly refused: readonly RefusedRecord[] }
  | { readonly type: 'failed' };

export interface Import {
  readonly state: ImportState;
  /** Looks at a file; a second one takes the place of the first. */
  readonly open: (file: Blob) => Promise<void>;
  readonly start: (file: ExchangeFile, options: ImportOptions) => Promise<void>;
  readonly remove: (imported: Imported) => Promise<void>;
}

/** Takes in a file step by step: it is read, looked at, taken, and can be taken back. */
export function useImport(): Import {
  const [state, setState] = useState<ImportState>({ type: 'idle' });

  async function open(file: Blob): Promise<void> {
    setState({ type: 'reading' });
    const reading = await readImport(file);
    if (reading.type === 'refused') setState({ type: 'refused-file', fault: reading.fault });
    else if (reading.refused.length > 0) setState({ type: 'refused', refused: reading.refused });
    else setState({ type: 'read', file: reading });
  }

  async function start(file: ExchangeFile, options: ImportOptions): Promise<void> {
    setState({ type: 'importing' });
    try {
      const result = await importData(file, options);
      setState(result.type === 'refused' ? result : { type: 'imported', imported: result });
    } catch {
      setState({ type: 'failed' });
    }
  }

  async function remove(imported: Imported): Promise<void> {
    try {
      await removeImported(imported);
      setState({ type: 'removed' });
    } catch {
      setState({ type: 'imported', imported, hasFailed: true });
    }
  }

  return { state, open, start, remove };
}
