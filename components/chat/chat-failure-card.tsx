import type { Chat } from '@/lib/client/chat/chat';
import { focusComposer, type ComposerState, type Failure } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { chosenModel, type ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import { runErrorAction } from './run-error-action';

const selectHasUnsent = (state: ComposerState) => state.unsent !== null;
const selectProvider = (state: ProvidersState) => chosenModel(state)?.provider ?? null;

interface ChatFailureCardProps {
  readonly chat: Chat;
  readonly failure: Failure;
  readonly onChooseModel: () => void;
}

/** What did not reach the thread, and what can be done about it. */
export function ChatFailureCard({ chat, failure, onChooseModel }: ChatFailureCardProps) {
  const hasUnsent = useStore(chat.composer, selectHasUnsent);
  const provider = useStore(chat.providers, selectProvider);
  return (
    <ErrorNotice
      error={failure.error}
      provider={provider}
      kept={hasUnsent ? t('notSent') : ''}
      hasText={false}
      retryAt={0}
      onAction={(action) =>
        runErrorAction(action, {
          chat,
          provider,
          retry: failure.retry,
          goOn: failure.retry,
          shorten: () => focusComposer(chat.composer),
          chooseModel: onChooseModel,
        })
      }
    />
  );
}
