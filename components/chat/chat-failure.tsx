import { startConversation, type Chat } from '@/lib/client/chat';
import { focusComposer, type ComposerState } from '@/lib/client/composer-store';
import { t } from '@/lib/client/i18n';
import { openSettingsPage, openTab } from '@/lib/client/open-page';
import { chosenModel, type ProvidersState } from '@/lib/client/providers-store';
import { useStore } from '@/lib/client/use-store';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import type { ErrorAction } from '@/components/error-notice/error-text';

const selectFailure = (state: ComposerState) => state.failure;
const selectHasUnsent = (state: ComposerState) => state.unsent !== null;
const selectProvider = (state: ProvidersState) => chosenModel(state)?.provider ?? null;

interface ChatFailureProps {
  readonly chat: Chat;
  readonly onChooseModel: () => void;
}

/** The card above the box when something the user asked for never reached the thread. */
export function ChatFailure({ chat, onChooseModel }: ChatFailureProps) {
  const failure = useStore(chat.composer, selectFailure);
  const hasUnsent = useStore(chat.composer, selectHasUnsent);
  const provider = useStore(chat.providers, selectProvider);
  if (failure === null) return null;

  function act(action: Exclude<ErrorAction, 'allow-access'>): void {
    switch (action) {
      case 'retry':
      case 'continue':
        return failure?.retry();
      case 'open-site':
        return provider ? openTab(provider.site.url) : undefined;
      case 'new-chat':
        return startConversation(chat);
      case 'shorten':
        return focusComposer(chat.composer);
      case 'choose-model':
        return onChooseModel();
      case 'open-settings':
        return openSettingsPage();
    }
  }

  return (
    <ErrorNotice
      error={failure.error}
      provider={provider}
      kept={hasUnsent ? t('notSent') : ''}
      hasText={false}
      retryAt={0}
      onAction={act}
    />
  );
}
