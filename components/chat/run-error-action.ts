import type { ProviderInfo } from '@/lib/chat/provider-info';
import { startConversation, type Chat } from '@/lib/client/chat/chat';
import { openSettingsPage, openTab } from '@/lib/client/open-page';
import type { ErrorAction } from '@/components/error-notice/error-text';

interface ErrorContext {
  readonly chat: Chat;
  /** Who failed, where that is known. */
  readonly provider: ProviderInfo | null;
  readonly retry: () => void;
  readonly goOn: () => void;
  readonly shorten: () => void;
  readonly chooseModel: () => void;
}

/** Does what the button of an error in the chat promises. */
export function runErrorAction(
  action: Exclude<ErrorAction, 'allow-access'>,
  { chat, provider, ...actions }: ErrorContext,
): void {
  switch (action) {
    case 'retry':
      return actions.retry();
    case 'continue':
      return actions.goOn();
    case 'open-site':
      return provider ? openTab(provider.site.url) : undefined;
    case 'new-chat':
      return startConversation(chat);
    case 'shorten':
      return actions.shorten();
    case 'choose-model':
      return actions.chooseModel();
    case 'open-settings':
      return openSettingsPage(provider?.id);
  }
}
