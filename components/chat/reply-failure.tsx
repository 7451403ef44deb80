import { useMemo } from 'preact/hooks';
import type { ErrorData } from '@/lib/chat/errors';
import type { Prompt, Reply } from '@/lib/chat/message';
import { continueReply, regenerateReply, startConversation, type Chat } from '@/lib/client/chat';
import { editPrompt } from '@/lib/client/composer-store';
import { t } from '@/lib/client/i18n';
import { openSettingsPage, openTab } from '@/lib/client/open-page';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import type { ErrorAction } from '@/components/error-notice/error-text';
import type { ReplyEndingProps } from './reply-ending';

/** A reply does not say when it failed: it took no longer than this, or it was long ago. */
const MAX_TIME_TO_FAIL_MS = 60_000;

interface ReplyFailureProps extends Omit<ReplyEndingProps, 'isLast'> {
  readonly error: ErrorData;
  /** Whether the shown branch ends with this reply, and it has a text to go on from. */
  readonly canContinue: boolean;
}

/** A reply that failed: the card, and what its button does. */
export function ReplyFailure({ reply, error, chat, provider, ...props }: ReplyFailureProps) {
  const { hasText, canContinue, onChooseModel } = props;
  const retryAt = useMemo(
    () => Math.min(Date.now(), reply.createdAt + MAX_TIME_TO_FAIL_MS) + (error.retryAfterMs ?? 0),
    [reply.createdAt, error.retryAfterMs],
  );

  function act(action: Exclude<ErrorAction, 'allow-access'>): void {
    switch (action) {
      case 'retry':
        return regenerateReply(chat, reply);
      case 'continue':
        return continueReply(chat, reply);
      case 'open-site':
        return provider ? openTab(provider.site.url) : undefined;
      case 'new-chat':
        return startConversation(chat);
      case 'shorten':
        return editQuestionOf(chat, reply);
      case 'choose-model':
        return onChooseModel();
      case 'open-settings':
        return openSettingsPage();
    }
  }

  return (
    <ErrorNotice
      error={error}
      provider={provider}
      kept={hasText ? t('errorKeptText') : t('errorKeptPrompt')}
      hasText={canContinue}
      retryAt={retryAt}
      onAction={act}
    />
  );
}

function editQuestionOf(chat: Chat, reply: Reply): void {
  const prompt = chat.conversation
    .getState()
    .messages.find(
      (message): message is Prompt => message.id === reply.parentId && message.role === 'user',
    );
  if (prompt) editPrompt(chat.composer, prompt);
}
