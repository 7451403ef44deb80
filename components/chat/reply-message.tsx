import { textOf, type Reply } from '@/lib/chat/message';
import { regenerateReply, type Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { standsIn } from '@/lib/client/chat/stands-in';
import { IconButton } from '@/components/controls/icon-button';
import { RefreshIcon } from '@/components/controls/icons';
import { lazyPart } from '@/components/controls/lazy-part';
import { CopyButton } from './copy-button';
import type { MessageProps } from './message';
import styles from './message.module.css';
import { ReplyBody } from './reply-body';
import { ReceiptButton } from './receipt-button';
import { TrySwitcher } from './try-switcher';

const TakeoverOffer = lazyPart(
  async () => (await import('./takeover-offer')).TakeoverOffer,
  () => null,
);

interface ReplyMessageProps extends Omit<MessageProps, 'message'> {
  readonly reply: Reply;
}

/** What a model answered, how it ended, and what can be done with it. */
export function ReplyMessage({ reply, chat, provider, isLast, ...props }: ReplyMessageProps) {
  const { isConnectionLost, onChooseModel, ...tries } = props;
  const isStreaming = reply.outcome === null;
  const text = textOf(reply);
  return (
    <article
      class={styles['message']}
      data-role="assistant"
      data-state={reply.outcome?.type ?? 'streaming'}
      data-last={isLast}
      aria-label={reply.modelName}
      aria-busy={isStreaming && !isConnectionLost}
    >
      <ReplyBody
        chat={chat}
        reply={reply}
        provider={provider}
        isLast={isLast}
        isConnectionLost={isConnectionLost}
        onChooseModel={onChooseModel}
      />
      {isLast && !isStreaming && provider && isStandIn(chat, reply) && (
        <TakeoverOffer chat={chat} provider={provider} />
      )}
      {!isStreaming && (
        <div class={styles['actions']}>
          {text !== '' && <CopyButton text={text} />}
          {offersRegenerate(reply) && (
            <IconButton
              icon={RefreshIcon}
              label={t('regenerate')}
              onClick={() => regenerateReply(chat, reply)}
            />
          )}
          <ReceiptButton chat={chat} reply={reply} />
          <TrySwitcher chat={chat} {...tries} />
        </div>
      )}
    </article>
  );
}

function isStandIn(chat: Chat, reply: Reply): boolean {
  return standsIn(chat.conversation.getState().messages, reply);
}

/** An unfinished reply offers Retry instead, which is the same under a better name. */
function offersRegenerate({ outcome }: Reply): boolean {
  return outcome?.type === 'complete' || outcome?.type === 'aborted';
}
