import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { itemsFrom, type ChunkedList } from '@/lib/markdown/chunked-list';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, CopyIcon } from '@/components/controls/icons';
import styles from './code-block.module.css';

const CONFIRMATION_MS = 2000;

/** Copies code without its last line end, so that pasting in a terminal runs nothing by itself. */
export function CopyCode({ pieces }: { readonly pieces: ChunkedList<string> }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(itemsFrom(pieces, 0).join('').replace(/\n$/, ''));
      setCopied(true);
    } catch {
      setCopied(false); // the browser refused: nothing is confirmed
    }
  }

  return (
    <>
      <output class={styles['confirmation']} aria-live="polite">
        {isCopied ? t('copied') : ''}
      </output>
      <IconButton
        icon={isCopied ? CheckIcon : CopyIcon}
        label={t('copyCode')}
        onClick={() => void copy()}
      />
    </>
  );
}
