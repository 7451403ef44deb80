import { useEffect, useState } from 'preact/hooks';

const CONFIRMATION_MS = 2000;

export type SavingStatus = 'idle' | 'saved' | 'failed';

export interface Saving {
  readonly status: SavingStatus;
  /** Runs `action` and tells how it went; resolves to whether it went well. */
  readonly save: (action: () => Promise<unknown>) => Promise<boolean>;
}

/** What became of the last change: confirmed for a moment, or said until the next one. */
export function useSaving(): Saving {
  const [status, setStatus] = useState<SavingStatus>('idle');

  useEffect(() => {
    if (status !== 'saved') return;
    const timer = setTimeout(() => setStatus('idle'), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [status]);

  async function save(action: () => Promise<unknown>): Promise<boolean> {
    setStatus('idle');
    try {
      await action();
      setStatus('saved');
      return true;
    } catch {
      setStatus('failed');
      return false;
    }
  }

  return { status, save };
}
