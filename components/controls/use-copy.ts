import { useEffect, useState } from 'preact/hooks';

const CONFIRMATION_MS = 2000;

export interface Copying {
  /** For a moment after something was copied. */
  readonly isCopied: boolean;
  readonly copy: (text: string) => Promise<void>;
}

/** Copies text, and tells whether it did. */
export function useCopy(): Copying {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // the browser refused: nothing is confirmed
    }
  }

  return { isCopied, copy };
}
