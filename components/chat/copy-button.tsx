import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, CopyIcon } from '@/components/controls/icons';
import styles from './copy-button.module.css';

const CONFIRMATION_MS = 2000;

/** Copies a text as the model wrote it, and says so for a moment. */
export function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // the browser refused: nothing is confirmed
    }
  }

  return (
    <>
      <IconButton
        icon={isCopied ? CheckIcon : CopyIcon}
        label={t('copy')}
        onClick={() => void copy()}
      />
      <output class={styles['confirmation']}>{isCopied ? t('copied') : ''}</output>
    </>
  );
}
