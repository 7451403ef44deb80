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
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => true,
        () => copyByCommand(text), // a web page may keep the clipboard from the card in it
      ),
    );
  }

  return { isCopied, copy };
}

/** The deprecated way, which needs a click and no policy's leave; whether it was let. */
function copyByCommand(text: string): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  try {
    return document.execCommand('copy');
  } catch {
    return false; // a browser may have dropped it
  } finally {
    document.removeEventListener('copy', onCopy);
  }
}
