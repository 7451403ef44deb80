import { useMemo } from 'preact/hooks';
import type { ErrorData } from '@/lib/chat/errors';
import { continueReply, regenerateReply, type Chat } from '@/lib/client/chat/chat';
import { editPrompt } from '@/lib/client/chat/composer-store';
import { promptOf } from '@/lib/client/chat/failover';
import { t } from '@/lib/client/i18n';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import { ContinueWith } from './continue-with';
import type { ReplyEndingProps } from './reply-ending';
import { runErrorAction } from './run-error-action';

/** A reply does not say when it failed: it took no longer than this, or it was long ago. */
const MAX_TIME_TO_FAIL_MS = 60_000;

interface ReplyFailureProps extends ReplyEndingProps {
  readonly error: ErrorData;
  /** Whether the shown branch ends with this reply, and it has a text to go on from. */
  readonly canContinue: boolean;
}

/** A reply that failed: the card, what its button does, and who else could answer. */
export function ReplyFailure({ reply, error, chat, provider, ...props }: ReplyFailureProps) {
  const { hasText, isLast, canContinue, onChooseModel } = props;
  const retryAt = useMemo(
    () => Math.min(Date.now(), reply.createdAt + MAX_TIME_TO_FAIL_MS) + (error.retryAfterMs ?? 0),
    [reply.createdAt, error.retryAfterMs],
  );

  return (
    <ErrorNotice
      error={error}
      provider={provider}
      kept={hasText ? t('errorKeptText') : t('errorKeptPrompt')}
      hasText={canContinue}
      retryAt={retryAt}
      onAction={(action) =>
        runErrorAction(action, {
          chat,
          provider,
          retry: () => regenerateReply(chat, reply),
          goOn: () => continueReply(chat, reply),
          shorten: () => editPromptOf(chat, reply),
          chooseModel: onChooseModel,
        })
      }
    >
      {isLast && <ContinueWith chat={chat} reply={reply} hasText={hasText} />}
    </ErrorNotice>
  );
}

function editPromptOf(chat: Chat, { parentId }: ReplyFailureProps['reply']): void {
  const prompt = promptOf(chat.conversation.getState().messages, parentId);
  if (prompt) editPrompt(chat.composer, prompt);
}
