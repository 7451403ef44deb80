import { formatNumber, t } from '@/lib/client/i18n';
import styles from './receipt-dialog.module.css';

/** In UTF-16 code units: what is longer is folded. */
const SHORT_LENGTH = 400;
/** As much as a browser draws without a pause; all of it can be copied. */
const MAX_DRAWN_LENGTH = 100_000;

interface ReceiptTextProps {
  readonly text: string;
  /** `code` keeps its direction and its spaces. */
  readonly look?: 'prose' | 'code';
}

/** A text as it was sent, folded where it is long. */
export function ReceiptText({ text, look = 'prose' }: ReceiptTextProps) {
  const shown = (
    <pre class={styles['text']} data-look={look} dir={look === 'code' ? 'ltr' : 'auto'}>
      {text.slice(0, MAX_DRAWN_LENGTH)}
      {text.length > MAX_DRAWN_LENGTH && '…'}
    </pre>
  );
  if (text.length <= SHORT_LENGTH) return shown;
  return (
    <details class={styles['fold']}>
      <summary>{t('receiptLongText', formatNumber(text.length))}</summary>
      {shown}
    </details>
  );
}
