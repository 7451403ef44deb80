import { textOf, type Reply } from '@/lib/chat/message';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import type { Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { ReplyEnding } from './reply-ending';
import { ReplyParts } from './reply-parts';
import { ReplyProgress } from './reply-progress';

interface ReplyBodyProps {
  readonly chat: Chat;
  readonly reply: Reply;
  readonly provider: ProviderInfo | null;
  readonly isLast: boolean;
  readonly isConnectionLost: boolean;
  readonly onChooseModel: () => void;
}

/** What a model answered so far, what it is about, and how it ended. */
export function ReplyBody({ chat, reply, provider, isLast, ...props }: ReplyBodyProps) {
  const { isConnectionLost, onChooseModel } = props;
  return (
    <>
      <ReplyParts chat={chat} reply={reply} provider={provider} />
      {reply.outcome === null && (
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
        hasText={textOf(reply) !== ''}
        onChooseModel={onChooseModel}
      />
    </>
  );
}
