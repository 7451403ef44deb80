import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Conversation } from '@/lib/chat/conversation';
import type { ConversationId } from '@/lib/chat/ids';
import { openConversation, renameConversation, type Chat } from '@/lib/client/chat/chat';
import { groupByAge, searchTitles } from '@/lib/client/chat/conversation-groups';
import {
  createConversationListStore,
  followConversationList,
  type ConversationListState,
} from '@/lib/client/chat/conversation-list';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { t, tCount } from '@/lib/client/i18n';
import { useStore } from '@/lib/client/use-store';
import { Dialog } from '@/components/controls/dialog';
import { SearchField } from '@/components/controls/search-field';
import { useNow } from '@/components/controls/use-now';
import { ConversationRow } from './conversation-row';
import styles from './conversation-list.module.css';

const selectList = (state: ConversationListState) => state;
const selectShownId = (state: ConversationState) => state.conversationId;

interface ConversationListProps {
  readonly chat: Chat;
  readonly onDelete: (conversation: Conversation) => void;
  readonly onClose: () => void;
  /** What is said below the list. */
  readonly children: ComponentChildren;
}

/** All conversations over the thread: searched, opened, renamed, deleted. */
export function ConversationList({ chat, onDelete, onClose, children }: ConversationListProps) {
  const list = useMemo(createConversationListStore, []);
  const state = useStore(list, selectList);
  const shownId = useStore(chat.conversation, selectShownId);
  const [query, setQuery] = useState('');
  const [renamedId, setRenamedId] = useState<ConversationId | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    followConversationList(list, chat.conversation, controller.signal);
    return () => controller.abort();
  }, [list, chat]);

  const all = state.type === 'ready' ? state.conversations : [];
  const found = searchTitles(all, query);
  const now = useNow({ until: 0 });

  return (
    <Dialog title={t('conversations')} shape="panel" onClose={onClose}>
      <SearchField label={t('searchConversations')} query={query} onSearch={setQuery} />
      <div class={styles['groups']}>
        {state.type === 'failed' && <p class={styles['note']}>{t('listFailed')}</p>}
        {state.type === 'ready' && all.length === 0 && (
          <p class={styles['note']}>{t('noConversations')}</p>
        )}
        {all.length > 0 && found.length === 0 && <p class={styles['note']}>{t('nothingFound')}</p>}
        {groupByAge(found, now).map(({ age, conversations }) => (
          <section key={age} aria-label={t(age)}>
            <h3 class={styles['age']}>{t(age)}</h3>
            <ul>
              {conversations.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  conversation={conversation}
                  now={now}
                  isShown={conversation.id === shownId}
                  isRenaming={conversation.id === renamedId}
                  onOpen={() => {
                    openConversation(chat, conversation.id);
                    onClose();
                  }}
                  onStartRename={() => setRenamedId(conversation.id)}
                  onRename={(title) => renameConversation(chat, conversation.id, title)}
                  onEndRename={() => setRenamedId(null)}
                  onDelete={() => onDelete(conversation)}
                />
              ))}
            </ul>
          </section>
        ))}
        <output class={styles['count']}>
          {query !== '' && found.length > 0 ? tCount('conversationsFound', found.length) : ''}
        </output>
      </div>
      {children}
    </Dialog>
  );
}
