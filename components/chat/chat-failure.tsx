import type { Chat } from '@/lib/client/chat/chat';
import type { ComposerState } from '@/lib/client/chat/composer-store';
import { useStore } from '@/lib/client/use-store';
import { lazyPart } from '@/components/controls/lazy-part';

const ChatFailureCard = lazyPart(
  async () => (await import('./chat-failure-card')).ChatFailureCard,
  () => null,
);

const selectFailure = (state: ComposerState) => state.failure;

interface ChatFailureProps {
  readonly chat: Chat;
  readonly onChooseModel: () => void;
}

/** The card above the box when something the user asked for never reached the thread. */
export function ChatFailure({ chat, onChooseModel }: ChatFailureProps) {
  const failure = useStore(chat.composer, selectFailure);
  return failure && <ChatFailureCard chat={chat} failure={failure} onChooseModel={onChooseModel} />;
}
