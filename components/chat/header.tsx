import type { ComponentChildren } from 'preact';
import { renameConversation, startConversation, type Chat } from '@/lib/client/chat/chat';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { t } from '@/lib/client/i18n';
import { useStore } from '@/lib/client/use-store';
import { IconButton } from '@/components/controls/icon-button';
import { HistoryIcon, NewChatIcon } from '@/components/controls/icons';
import { TitleField } from '@/components/controls/title-field';
import styles from './header.module.css';

const selectConversation = (state: ConversationState) => state.conversation;

interface HeaderProps {
  readonly chat: Chat;
  readonly onShowConversations: () => void;
  /** The menu at the end of the line. */
  readonly children: ComponentChildren;
}

/** The line above the thread: what this conversation is, the others, and a new one. */
export function Header({ chat, onShowConversations, children }: HeaderProps) {
  const conversation = useStore(chat.conversation, selectConversation);
  return (
    <header class={styles['header']}>
      <h1 class={styles['title']}>
        {conversation === null ? (
          t('newChat')
        ) : (
          <TitleField
            key={conversation.id}
            label={t('conversationTitle')}
            title={conversation.title}
            onRename={(title) => renameConversation(chat, conversation.id, title)}
          />
        )}
      </h1>
      <IconButton
        icon={HistoryIcon}
        label={t('conversations')}
        aria-haspopup="dialog"
        onClick={onShowConversations}
      />
      <IconButton icon={NewChatIcon} label={t('newChat')} onClick={() => startConversation(chat)} />
      {children}
    </header>
  );
}
