import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, CopyIcon } from '@/components/controls/icons';
import { useCopy } from '@/components/controls/use-copy';
import styles from './copy-button.module.css';

/** Copies a text as the model wrote it, and says so for a moment. */
export function CopyButton({ text }: { readonly text: string }) {
  const { isCopied, copy } = useCopy();
  return (
    <>
      <IconButton
        icon={isCopied ? CheckIcon : CopyIcon}
        label={t('copy')}
        onClick={() => void copy(text)}
      />
      <output class={styles['confirmation']}>{isCopied ? t('copied') : ''}</output>
    </>
  );
}
