import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ContextPart, Reply } from '@/lib/chat/message';
import type { Receipt, SentMessage } from '@/lib/chat/receipt';
import type { Chat } from '@/lib/client/chat/chat';
import { promptOf } from '@/lib/client/chat/failover';
import { formatList, formatNumber, formatShare, t, tCount } from '@/lib/client/i18n';
import { hostsOf, readReceipt, receiptTokens } from '@/lib/client/chat/receipts';
import { Button } from '@/components/controls/button';
import { Dialog } from '@/components/controls/dialog';
import { useCopy } from '@/components/controls/use-copy';
import styles from './receipt-dialog.module.css';
import { ReceiptRequest } from './receipt-request';
import { ReceiptText } from './receipt-text';

interface ReceiptDialogProps {
  readonly chat: Chat;
  readonly reply: Reply;
  readonly onClose: () => void;
}

/** What was sent to get a reply, exactly as it was built for the wire. */
export function ReceiptDialog({ chat, reply, onClose }: ReceiptDialogProps) {
  const [receipt, setReceipt] = useState<Receipt | null | 'reading' | 'failed'>('reading');

  useEffect(() => {
    const mounted = new AbortController();
    const show = (read: Receipt | null | 'failed') => {
      if (!mounted.signal.aborted) setReceipt(read);
    };
    readReceipt(reply.id).then(show, () => show('failed'));
    return () => mounted.abort();
  }, [reply.id]);

  return (
    <Dialog title={t('whatWasSent')} shape="panel" onClose={onClose}>
      <div class={styles['content']} aria-busy={receipt === 'reading'}>
        {receipt === null && <p>{t('nothingWasSent')}</p>}
        {receipt === 'failed' && <p role="alert">{t('receiptFailed')}</p>}
        {receipt !== null && typeof receipt === 'object' && (
          <Content receipt={receipt} reply={reply} pageTexts={pageTextsFor(chat, reply)} />
        )}
      </div>
    </Dialog>
  );
}

function pageTextsFor({ conversation }: Chat, { parentId }: Reply): ContextPart[] {
  const parts = promptOf(conversation.getState().messages, parentId)?.parts ?? [];
  return parts.filter((part) => part.type === 'context');
}

interface ContentProps {
  readonly receipt: Receipt;
  readonly reply: Reply;
  readonly pageTexts: readonly ContextPart[];
}

function Content({ receipt, reply, pageTexts }: ContentProps) {
  const { systemPrompt, messages, requests } = receipt;
  const { isCopied, copy } = useCopy();
  return (
    <>
      <Facts receipt={receipt} reply={reply} />
      {systemPrompt !== '' && (
        <Section title={t('systemPrompt')}>
          <ReceiptText text={systemPrompt} />
        </Section>
      )}
      {pageTexts.length > 0 && (
        <Section title={t('receiptPageTexts')}>
          {pageTexts.map((part) => (
            <p key={part.url + part.source}>
              {t('receiptPageText', part.title || part.url, formatShare(part.share))}
            </p>
          ))}
        </Section>
      )}
      <Section title={t('receiptMessages')}>
        <ol class={styles['messages']}>
          {messages.map((message, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- they have no id and never move
            <li key={index}>
              <SentMessageView message={message} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('receiptRequests')}>
        <p class={styles['help']}>{t('receiptRequestsHelp')}</p>
        {requests.map((request, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they have no id and never move
          <ReceiptRequest key={index} request={request} />
        ))}
      </Section>
      <footer class={styles['footer']}>
        <Button onClick={() => void copy(JSON.stringify(receipt, null, 2))}>
          {t(isCopied ? 'copied' : 'copyAsJson')}
        </Button>
      </footer>
    </>
  );
}

function Facts({ receipt, reply: { usage } }: Pick<ContentProps, 'receipt' | 'reply'>) {
  const { providerName, modelName, modelId, temperature, maxTokens } = receipt;
  const tokens = usage
    ? t('receiptTokensCounted', formatNumber(usage.inputTokens), formatNumber(usage.outputTokens))
    : t('receiptTokensEstimated', formatNumber(receiptTokens(receipt)));
  const facts = [
    [t('receiptHost'), formatList(hostsOf(receipt))],
    [t('service'), providerName],
    [t('model'), modelName === modelId ? modelName : t('modelOfProvider', modelName, modelId)],
    [t('temperature'), temperature === null ? null : formatNumber(temperature)],
    [t('maxTokens'), maxTokens === null ? null : formatNumber(maxTokens)],
    [t('receiptTokens'), tokens],
  ];
  return (
    <dl class={styles['facts']}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={styles['section']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

const BYTES_PER_KILOBYTE = 1000;

function SentMessageView({ message: { role, text, images } }: { message: SentMessage }) {
  const kinds = images.map(({ type, size }) =>
    t('receiptImage', type, formatNumber(Math.ceil(size / BYTES_PER_KILOBYTE))),
  );
  return (
    <>
      <div class={styles['role']}>{t(role === 'user' ? 'you' : 'model')}</div>
      <ReceiptText text={text} />
      {images.length > 0 && (
        <p class={styles['help']}>
          {tCount('receiptImages', images.length)} {formatList(kinds)}
        </p>
      )}
    </>
  );
}
