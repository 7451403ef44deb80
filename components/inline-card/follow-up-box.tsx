import { useEffect, useRef } from 'preact/hooks';
import { sendMessage, stopReply, type Chat } from '@/lib/client/chat/chat';
import { canSend, type ComposerState } from '@/lib/client/chat/composer-store';
import { streamingReply, type ConversationState } from '@/lib/client/chat/conversation-store';
import { t } from '@/lib/client/i18n';
import { composerCommand } from '@/lib/client/shortcuts';
import { useStore } from '@/lib/client/use-store';
import { IconButton } from '@/components/controls/icon-button';
import { ArrowUpIcon, StopIcon } from '@/components/controls/icons';
import styles from './follow-up-box.module.css';

const selectComposer = (state: ComposerState) => state;
const selectIsStreaming = (state: ConversationState) => streamingReply(state) !== null;

/** A line to ask on, with Send, which is Stop while a reply streams. */
export function FollowUpBox({ chat }: { readonly chat: Chat }) {
  const state = useStore(chat.composer, selectComposer);
  const isStreaming = useStore(chat.conversation, selectIsStreaming);
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => box.current?.focus({ preventScroll: true }), [state.focusRequests]);

  // No form: a page in a sandbox lets none be sent.
  return (
    <div class={styles['line']}>
      <input
        ref={box}
        class={styles['box']}
        type="text"
        dir="auto"
        autocomplete="off"
        aria-label={t('message')}
        placeholder={t('askFollowUp')}
        value={state.text}
        onInput={(event) => chat.composer.setState({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (composerCommand(event, { isEmpty: false }) === 'send') sendMessage(chat);
        }}
      />
      {isStreaming ? (
        <IconButton key="stop" icon={StopIcon} label={t('stop')} onClick={() => stopReply(chat)} />
      ) : (
        <IconButton
          key="send"
          icon={ArrowUpIcon}
          label={t('send')}
          disabled={!canSend(state)}
          onClick={() => sendMessage(chat)}
        />
      )}
    </div>
  );
}
