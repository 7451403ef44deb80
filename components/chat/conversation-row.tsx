import type { Conversation } from '@/lib/chat/conversation';
import { formatTime } from '@/lib/client/chat/conversation-groups';
import { formatDate, t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { PencilIcon, TrashIcon } from '@/components/controls/icons';
import { TitleField } from '@/components/controls/title-field';
import styles from './conversation-row.module.css';

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly now: number;
  readonly isShown: boolean;
  readonly isRenaming: boolean;
  readonly onOpen: () => void;
  readonly onStartRename: () => void;
  readonly onRename: (title: string) => void;
  readonly onEndRename: () => void;
  readonly onDelete: () => void;
}

/** One conversation of the list. */
export function ConversationRow({ conversation, now, isShown, ...props }: ConversationRowProps) {
  const title = conversation.title || t('untitled');
  const time = formatTime(conversation.updatedAt, now);
  return (
    <li class={styles['row']}>
      {props.isRenaming ? (
        <TitleField
          label={t('renameConversation', title)}
          title={conversation.title}
          hasFocus
          onRename={props.onRename}
          onLeave={props.onEndRename}
        />
      ) : (
        <>
          <button
            type="button"
            class={styles['open']}
            aria-current={isShown}
            onClick={props.onOpen}
          >
            <span class={styles['title']} dir="auto">
              {title}
            </span>
            {conversation.importedAt !== undefined && (
              <span
                class={styles['imported']}
                title={t('importedOn', formatDate(conversation.importedAt))}
              >
                {t('importedMark')}
              </span>
            )}
            <time class={styles['time']} dateTime={new Date(conversation.updatedAt).toISOString()}>
              {time}
            </time>
          </button>
          <div class={styles['tools']}>
            <IconButton
              icon={PencilIcon}
              label={t('renameConversation', title)}
              onClick={props.onStartRename}
            />
            <IconButton
              icon={TrashIcon}
              label={t('deleteConversation', title)}
              onClick={props.onDelete}
            />
          </div>
        </>
      )}
    </li>
  );
}
