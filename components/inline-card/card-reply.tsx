import type { Reply } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { ReplyBody } from '@/components/chat/reply-body';

const selectProviders = (state: ProvidersState) => state.providers;

interface CardReplyProps {
  readonly chat: Chat;
  readonly reply: Reply;
  readonly isLast: boolean;
  readonly isConnectionLost: boolean;
  readonly onChooseModel: () => void;
}

/** What a model answered, and how that ended. */
export function CardReply({ chat, reply, isLast, ...props }: CardReplyProps) {
  const { isConnectionLost, onChooseModel } = props;
  const providers = useStore(chat.providers, selectProviders);
  const provider = providers?.find(({ id }) => id === reply.providerId) ?? null;
  const isStreaming = reply.outcome === null;
  return (
    <article
      aria-label={reply.modelName}
      aria-live={isLast ? 'polite' : undefined}
      aria-busy={isStreaming && !isConnectionLost}
      data-state={reply.outcome?.type ?? 'streaming'}
    >
      <ReplyBody
        chat={chat}
        reply={reply}
        provider={provider}
        isLast={isLast}
        isConnectionLost={isConnectionLost}
        onChooseModel={onChooseModel}
      />
    </article>
  );
}
