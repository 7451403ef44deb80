import { useState } from 'preact/hooks';
import type { SentRequest } from '@/lib/chat/receipt';
import { formatNumber, t } from '@/lib/client/i18n';
import { prettyBody } from '@/lib/client/chat/receipts';
import { Button } from '@/components/controls/button';
import styles from './receipt-dialog.module.css';
import { ReceiptText } from './receipt-text';

/** One request as it went out. */
export function ReceiptRequest({ request }: { readonly request: SentRequest }) {
  const { method, url, headers, body } = request;
  const names = Object.entries(headers);
  return (
    <details class={styles['request']}>
      <summary>
        <span dir="ltr">
          {method} {url}
        </span>
      </summary>
      {names.length > 0 && (
        <dl class={styles['headers']} dir="ltr" aria-label={t('receiptHeaders')}>
          {names.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {body?.type === 'text' && <TextBody text={body.text} />}
      {body?.type === 'binary' && (
        <p class={styles['help']}>
          {t('receiptBinary', body.mediaType, body.size === null ? '?' : formatNumber(body.size))}
        </p>
      )}
    </details>
  );
}

function TextBody({ text }: { readonly text: string }) {
  const [isRaw, setRaw] = useState(false);
  const pretty = prettyBody(text);
  return (
    <>
      {pretty !== null && (
        <Button aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          {t('receiptAsSent')}
        </Button>
      )}
      <ReceiptText text={isRaw ? text : (pretty ?? text)} look="code" />
    </>
  );
}
