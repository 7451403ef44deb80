import { t } from '@/lib/client/i18n';
import type { TableBlock } from '@/lib/markdown/ast';
import { tableCsv, tableMarkdown } from '@/lib/markdown/table-text';
import { useCopy } from '@/components/controls/use-copy';
import styles from './table.module.css';

/** Copies a table for a spreadsheet, or for another text. */
export function TableTools({ block }: { readonly block: TableBlock }) {
  const { isCopied, copy } = useCopy();
  return (
    <div class={styles['tools']}>
      <output aria-live="polite">{isCopied ? t('copied') : ''}</output>
      <button type="button" aria-label={t('tableAsCsv')} onClick={() => void copy(tableCsv(block))}>
        CSV
      </button>
      <button
        type="button"
        aria-label={t('tableAsMarkdown')}
        onClick={() => void copy(tableMarkdown(block))}
      >
        Markdown
      </button>
    </div>
  );
}
