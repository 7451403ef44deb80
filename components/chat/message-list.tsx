import { useState } from 'preact/hooks';
import { isStreaming } from '@/lib/chat/conversation';
import type { Message as ChatMessage } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import { seekMessage, type ConversationState } from '@/lib/client/chat/conversation-store';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { createThreadSelector, triesAt } from '@/lib/client/thread/thread';
import { useStore } from '@/lib/client/use-store';
import { EmptyState } from './empty-state';
import { FindBar } from './find-bar';
import { Message } from './message';
import { OpeningNote } from './opening-note';
import { Thread } from './thread';

const selectConversation = (state: ConversationState) => state;
const selectProviders = (state: ProvidersState) => state.providers;

interface MessageListProps {
  readonly chat: Chat;
  readonly onChooseModel: () => void;
  /** Closes the search in the conversation; `null` where it is not open. */
  readonly onFindClose?: (() => void) | null;
}

/** The thread: the shown branch of the conversation, or what could be asked where there is none. */
export function MessageList({ chat, onChooseModel, onFindClose = null }: MessageListProps) {
  const state = useStore(chat.conversation, selectConversation);
  const providers = useStore(chat.providers, selectProviders);
  const [selectThread] = useState(createThreadSelector);
  const thread = useStore(chat.conversation, selectThread);
  const { branch } = thread;
  const { conversationId, connection, isWhole, sought } = state;

  const draw = (message: ChatMessage) => (
    <Message
      chat={chat}
      message={message}
      provider={providerOf(message, providers)}
      isLast={message === branch.at(-1)}
      isConnectionLost={connection === 'lost' && isStreaming(message)}
      onChooseModel={onChooseModel}
      {...triesAt(thread, message)}
    />
  );

  return (
    <Thread
      key={conversationId ?? ''}
      conversationId={conversationId}
      branch={branch}
      isWhole={isWhole}
      draw={draw}
      sought={sought}
      onSoughtLeft={() => seekMessage(chat.conversation, null)}
      empty={connection === 'connecting' ? <OpeningNote /> : <EmptyState chat={chat} />}
    >
      {(scroller) =>
        onFindClose && (
          <FindBar branch={branch} isWhole={isWhole} scroller={scroller} onClose={onFindClose} />
        )
      }
    </Thread>
  );
}

function providerOf<Provider extends { readonly id: string }>(
  message: ChatMessage,
  providers: readonly Provider[] | null,
): Provider | null {
  if (message.role === 'user') return null;
  return providers?.find(({ id }) => id === message.providerId) ?? null;
}
