import type { ComponentChildren } from 'preact';
import type { Reply } from '@/lib/chat/message';
import { continueReply, regenerateReply, type Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import { lazyPart } from '@/components/controls/lazy-part';
import type { MessageProps } from './message';
import styles from './message.module.css';

const ReplyFailure = lazyPart(
  async () => (await import('./reply-failure')).ReplyFailure,
  () => null,
);

export interface ReplyEndingProps {
  readonly reply: Reply;
  readonly chat: Chat;
  readonly provider: MessageProps['provider'];
  readonly isLast: boolean;
  readonly hasText: boolean;
  readonly onChooseModel: () => void;
}

/** How a reply ended, where there is something to say about it, and what can be done. */
export function ReplyEnding({
  reply,
  chat,
  provider,
  isLast,
  hasText,
  onChooseModel,
}: ReplyEndingProps) {
  const { outcome } = reply;
  const canContinue = isLast && hasText;
  switch (outcome?.type) {
    case undefined:
      return null;
    case 'complete': {
      const note = noteOn(outcome.finishReason, reply);
      if (note === null) return null;
      const isCut = outcome.finishReason === 'length';
      return (
        <Note text={note}>{isCut && canContinue && <Continue chat={chat} reply={reply} />}</Note>
      );
    }
    case 'aborted':
      return (
        <Note text={t('aborted')}>{canContinue && <Continue chat={chat} reply={reply} />}</Note>
      );
    case 'interrupted':
      return (
        <Note text={t('interrupted')}>
          {canContinue && <Continue chat={chat} reply={reply} />}
          <Button onClick={() => regenerateReply(chat, reply)}>{t('retry')}</Button>
        </Note>
      );
    case 'failed':
      return (
        <ReplyFailure
          reply={reply}
          error={outcome.error}
          chat={chat}
          provider={provider}
          isLast={isLast}
          hasText={hasText}
          canContinue={canContinue}
          onChooseModel={onChooseModel}
        />
      );
  }
}

function noteOn(reason: 'stop' | 'length' | 'content-filter', reply: Reply): string | null {
  if (reason === 'length') return t('lengthLimit');
  if (reason === 'content-filter') return t('contentFilter');
  return reply.parts.length === 0 ? t('emptyReply') : null;
}

function Note({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div class={styles['note']}>
      <span>{text}</span>
      {children}
    </div>
  );
}

function Continue({ chat, reply }: { chat: Chat; reply: Reply }) {
  return <Button onClick={() => continueReply(chat, reply)}>{t('continueReply')}</Button>;
}
