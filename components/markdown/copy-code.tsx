import { t } from '@/lib/client/i18n';
import { itemsFrom, type ChunkedList } from '@/lib/markdown/chunked-list';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, CopyIcon } from '@/components/controls/icons';
import { useCopy } from '@/components/controls/use-copy';
import styles from './code-block.module.css';

/** Copies code without its last line end, so that pasting in a terminal runs nothing by itself. */
export function CopyCode({ pieces }: { readonly pieces: ChunkedList<string> }) {
  const { isCopied, copy } = useCopy();
  return (
    <>
      <output class={styles['confirmation']} aria-live="polite">
        {isCopied ? t('copied') : ''}
      </output>
      <IconButton
        icon={isCopied ? CheckIcon : CopyIcon}
        label={t('copyCode')}
        onClick={() => void copy(itemsFrom(pieces, 0).join('').replace(/\n$/, ''))}
      />
    </>
  );
}
