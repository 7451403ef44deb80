import { textOf, type Reply } from '@/lib/chat/message';
import { regenerateReply } from '@/lib/client/chat';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { RefreshIcon } from '@/components/controls/icons';
import { Part } from '@/components/parts/part';
import { CopyButton } from './copy-button';
import type { MessageProps } from './message';
import styles from './message.module.css';
import { ReplyEnding } from './reply-ending';
import { ReplyProgress } from './reply-progress';
import { TrySwitcher } from './try-switcher';

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
      <div class={styles['author']} aria-hidden="true">
        {reply.modelName}
      </div>
      {reply.parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no id and never move
        <div key={index} class={styles['part']} dir="auto">
          <Part part={part} isStreaming={isStreaming && index === reply.parts.length - 1} />
        </div>
      ))}
      {isStreaming && (
        <ReplyProgress
          reply={reply}
          providerName={provider?.name ?? t('theService')}
          isConnectionLost={isConnectionLost}
        />
      )}
      <ReplyEnding
        reply={reply}
        chat={chat}
        provider={provider}
        isLast={isLast}
        hasText={text !== ''}
        onChooseModel={onChooseModel}
      />
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
          <TrySwitcher chat={chat} {...tries} />
        </div>
      )}
    </article>
  );
}

/** An unfinished reply offers Retry instead, which is the same under a better name. */
function offersRegenerate({ outcome }: Reply): boolean {
  return outcome?.type === 'complete' || outcome?.type === 'aborted';
}
