import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Conversation } from '@/lib/chat/conversation';
import {
  deleteConversation,
  openConversation,
  restoreConversation,
  startConversation,
  stopReply,
  type Chat,
} from '@/lib/client/chat/chat';
import { cancelEdit, focusComposer, type ComposerState } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { pageCommand } from '@/lib/client/shortcuts';
import { useStore } from '@/lib/client/use-store';
import { lazyOverlay } from '@/components/controls/lazy-overlay';
import { lazyPart } from '@/components/controls/lazy-part';
import { UndoBar } from '@/components/controls/undo-bar';
import { AttachmentButton } from './attachment-button';
import { useImageDrop } from './attachment-drop';
import { ChatFailure } from './chat-failure';
import styles from './chat-page.module.css';
import { Composer } from './composer';
import { ContextButton } from './context-button';
import { Header } from './header';
import { MessageList } from './message-list';
import { ModelPicker } from './model-picker';
import { OverflowMenu } from './overflow-menu';

const ConversationList = lazyOverlay(
  async () => (await import('./conversation-list')).ConversationList,
);
const Gallery = lazyOverlay(async () => (await import('../gallery/gallery')).Gallery);
const KeysDialog = lazyOverlay(async () => (await import('./keys-dialog')).KeysDialog);

const ContextSwitch = lazyPart(
  async () => (await import('./context-switch')).ContextSwitch,
  () => null,
);

const selectHasSwitch = ({ followsTab, context }: ComposerState) =>
  followsTab || context.some(({ source }) => source === 'page');

const UNDO_MS = 10_000;

type Overlay = 'conversations' | 'find' | 'images' | 'keys' | 'models';

/** A whole chat: header, thread and composer, and what opens over them. */
export function ChatPage({ chat }: { readonly chat: Chat }) {
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [deleted, setDeleted] = useState<{ conversation: Conversation; wasShown: boolean } | null>(
    null,
  );

  useEffect(() => {
    if (deleted === null) return;
    const timer = setTimeout(() => setDeleted(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [deleted]);

  const closeFind = useCallback(() => {
    setOverlay(null);
    focusComposer(chat.composer);
  }, [chat]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = pageCommand(event, { isTyping: isTextField(event.target) });
      if (command === null || event.defaultPrevented) return;
      if (command === 'escape') {
        if (overlay === null) stopOrCancel(chat);
        if (overlay === 'find') closeFind();
        return; // what is open closes itself
      }
      event.preventDefault();
      if (command === 'new-chat') startConversation(chat);
      setOverlay(command === 'new-chat' ? null : command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [chat, overlay, closeFind]);

  function remove(conversation: Conversation): void {
    const wasShown = chat.conversation.getState().conversationId === conversation.id;
    deleteConversation(chat, conversation.id);
    setDeleted({ conversation, wasShown });
  }

  function undo(): void {
    if (deleted === null) return;
    const { conversation, wasShown } = deleted;
    setDeleted(null);
    void restoreConversation(chat, conversation.id).then(() => {
      if (wasShown) openConversation(chat, conversation.id);
    });
  }

  const undoBar = deleted && (
    <UndoBar text={t('deleted', deleted.conversation.title || t('untitled'))} onUndo={undo} />
  );
  const hasSwitch = useStore(chat.composer, selectHasSwitch);
  const isDropping = useImageDrop(chat);
  const chooseModel = useCallback(() => setOverlay('models'), []);

  return (
    <main class={styles['page']}>
      <Header chat={chat} onShowConversations={() => setOverlay('conversations')}>
        <OverflowMenu
          chat={chat}
          onFind={() => setOverlay('find')}
          onShowImages={() => setOverlay('images')}
          onShowKeys={() => setOverlay('keys')}
        />
      </Header>
      {hasSwitch && <ContextSwitch chat={chat} />}
      <MessageList
        chat={chat}
        onChooseModel={chooseModel}
        onFindClose={overlay === 'find' ? closeFind : null}
      />
      <div class={styles['foot']}>
        {overlay !== 'conversations' && undoBar}
        <ChatFailure chat={chat} onChooseModel={chooseModel} />
        {isDropping && <p class={styles['drop']}>{t('dropImages')}</p>}
        <Composer chat={chat}>
          <ContextButton chat={chat} />
          <AttachmentButton chat={chat} />
          <ModelPicker
            chat={chat}
            isOpen={overlay === 'models'}
            onOpenChange={(isOpen) => setOverlay(isOpen ? 'models' : null)}
          />
        </Composer>
      </div>
      {overlay === 'conversations' && (
        <ConversationList chat={chat} onDelete={remove} onClose={() => setOverlay(null)}>
          {undoBar}
        </ConversationList>
      )}
      {overlay === 'images' && <Gallery chat={chat} onClose={() => setOverlay(null)} />}
      {overlay === 'keys' && <KeysDialog onClose={() => setOverlay(null)} />}
    </main>
  );
}

function stopOrCancel(chat: Chat): void {
  if (chat.composer.getState().editing !== null) cancelEdit(chat.composer);
  else stopReply(chat);
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
