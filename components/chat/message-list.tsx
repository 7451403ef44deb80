import { useMemo } from 'preact/hooks';
import { isStreaming, triesOf } from '@/lib/chat/conversation';
import type { MessageId } from '@/lib/chat/ids';
import type { Message as ChatMessage } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat';
import { shownBranch, type ConversationState } from '@/lib/client/conversation-store';
import { t } from '@/lib/client/i18n';
import type { ProvidersState } from '@/lib/client/providers-store';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { ArrowDownIcon } from '@/components/controls/icons';
import { EmptyState } from './empty-state';
import { Message } from './message';
import { OpeningNote } from './opening-note';
import styles from './message-list.module.css';
import { useFollowScroll } from './use-follow-scroll';

const selectConversation = (state: ConversationState) => state;
const selectProviders = (state: ProvidersState) => state.providers;

interface MessageListProps {
  readonly chat: Chat;
  readonly onChooseModel: () => void;
}

/** The thread: the shown branch of the conversation, or what could be asked where there is none. */
export function MessageList({ chat, onChooseModel }: MessageListProps) {
  const { conversationId, conversation, messages, connection } = useStore(
    chat.conversation,
    selectConversation,
  );
  const providers = useStore(chat.providers, selectProviders);
  const branch = useMemo(() => shownBranch({ conversation, messages }), [conversation, messages]);
  const siblings = useMemo(() => groupByTurn(messages), [messages]);
  const last = branch.at(-1);
  const isLoaded = connection !== 'connecting';
  const { scrollerRef, contentRef, isAway, jumpToEnd } = useFollowScroll({
    conversationId,
    isLoaded,
    streamingId: last && isStreaming(last) ? last.id : null,
  });

  return (
    <div class={styles['thread']}>
      <div ref={scrollerRef} class={styles['scroller']} role="log" aria-label={t('conversation')}>
        <div ref={contentRef} class={styles['column']}>
          {!isLoaded && <OpeningNote />}
          {isLoaded && branch.length === 0 && <EmptyState chat={chat} />}
          {branch.map((message) => (
            <Message
              key={message.id}
              chat={chat}
              message={message}
              provider={providerOf(message, providers)}
              isLast={message === last}
              isConnectionLost={connection === 'lost' && isStreaming(message)}
              onChooseModel={onChooseModel}
              {...triesAt(message, siblings.get(turnOf(message)) ?? [])}
            />
          ))}
        </div>
      </div>
      {isAway && branch.length > 0 && (
        <div class={styles['jump']}>
          <Button onClick={jumpToEnd}>
            <ArrowDownIcon />
            {t('jumpToLatest')}
          </Button>
        </div>
      )}
    </div>
  );
}

function providerOf<Provider extends { readonly id: string }>(
  message: ChatMessage,
  providers: readonly Provider[] | null,
): Provider | null {
  if (message.role === 'user') return null;
  return providers?.find(({ id }) => id === message.providerId) ?? null;
}

/** Most turns have one try: only the others are worth a closer look at each redraw. */
function groupByTurn(messages: readonly ChatMessage[]): ReadonlyMap<string, ChatMessage[]> {
  const groups = new Map<string, ChatMessage[]>();
  for (const message of messages) {
    const group = groups.get(turnOf(message));
    if (group) group.push(message);
    else groups.set(turnOf(message), [message]);
  }
  return groups;
}

function turnOf({ parentId, role }: ChatMessage): string {
  return `${role} ${parentId ?? ''}`;
}

interface Tries {
  readonly tryNumber: number;
  readonly tryCount: number;
  readonly previousTry: MessageId | null;
  readonly nextTry: MessageId | null;
}

function triesAt(message: ChatMessage, siblings: readonly ChatMessage[]): Tries {
  const tries = siblings.length > 1 ? triesOf(siblings, message) : [message];
  const at = tries.indexOf(message);
  return {
    tryNumber: at + 1,
    tryCount: tries.length,
    previousTry: tries[at - 1]?.id ?? null,
    nextTry: tries[at + 1]?.id ?? null,
  };
}
