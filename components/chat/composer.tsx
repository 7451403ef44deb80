import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { attachToPrompt, filesOf } from '@/lib/client/images/attach';
import { sendMessage, stopReply, type Chat } from '@/lib/client/chat/chat';
import {
  canSend,
  cancelEdit,
  editPrompt,
  isTooLong,
  MAX_TEXT_LENGTH,
  type ComposerState,
} from '@/lib/client/chat/composer-store';
import {
  shownBranch,
  streamingReply,
  type ConversationState,
} from '@/lib/client/chat/conversation-store';
import { formatNumber, t } from '@/lib/client/i18n';
import { drawsImages, seesImages } from '@/lib/client/providers/providers-store';
import { composerCommand } from '@/lib/client/shortcuts';
import { triggerIn } from '@/lib/client/pages/typed-trigger';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { growToText } from '@/components/controls/grow-to-text';
import { lazyPart } from '@/components/controls/lazy-part';
import { SendButton } from '@/components/controls/send-button';
import styles from './composer.module.css';

const AttachmentList = lazyPart(
  async () => (await import('./attachment-list')).AttachmentList,
  () => null,
);
const ImageOptions = lazyPart(
  async () => (await import('./image-options')).ImageOptions,
  () => null,
);
const ContextList = lazyPart(
  async () => (await import('./context-list')).ContextList,
  () => null,
);
const ComposerSuggestions = lazyPart(
  async () => (await import('./composer-suggestions')).ComposerSuggestions,
  () => null,
);

const selectComposer = (state: ComposerState) => state;
const selectIsStreaming = (state: ConversationState) => streamingReply(state) !== null;

interface ComposerProps {
  readonly chat: Chat;
  /** What stands beside Send. */
  readonly children: ComponentChildren;
}

/** The message box with Send, which is Stop while a reply streams. */
export function Composer({ chat, children }: ComposerProps) {
  const state = useStore(chat.composer, selectComposer);
  const isStreaming = useStore(chat.conversation, selectIsStreaming);
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, images, attaching, imageProblem, editing, focusRequests } = state;
  const tooLong = isTooLong(text);
  const hasAttachments = images.length + attaching > 0 || imageProblem !== null;
  const hasContext = state.context.length > 0 || state.isReading || state.contextProblem !== null;
  const canSee = useStore(chat.providers, seesImages);
  const trigger = triggerIn(text);
  const [closedAt, setClosedAt] = useState('');
  const draws = useStore(chat.providers, drawsImages);

  useLayoutEffect(() => growToText(box.current), [text]);
  useEffect(() => {
    const mounted = new AbortController();
    const grow = () => growToText(box.current); // a panel opens at no width
    addEventListener('resize', grow, { signal: mounted.signal });
    return () => mounted.abort();
  }, []);
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(-1, -1);
  }, [focusRequests]);

  function onKeyDown(event: KeyboardEvent): void {
    const command = composerCommand(event, { isEmpty: text === '' });
    if (command === null) return;
    event.preventDefault();
    if (command === 'send') sendMessage(chat);
    else editLastPrompt(chat);
  }

  return (
    <form
      class={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        sendMessage(chat);
        box.current?.focus();
      }}
    >
      {editing && (
        <div class={styles['editing']}>
          <span>{t('editing')}</span>
          <Button look="quiet" onClick={() => cancelEdit(chat.composer)}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {trigger && text !== closedAt && (
        <ComposerSuggestions
          key={trigger.kind}
          chat={chat}
          trigger={trigger}
          boxRef={box}
          onClose={() => setClosedAt(text)}
        />
      )}
      {hasContext && <ContextList chat={chat} />}
      {hasAttachments && <AttachmentList chat={chat} />}
      <textarea
        ref={box}
        class={styles['box']}
        rows={1}
        dir="auto"
        aria-label={t('message')}
        aria-invalid={tooLong}
        placeholder={t('messagePlaceholder')}
        value={text}
        onInput={(event) => chat.composer.setState({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = filesOf(event.clipboardData);
          if (files.length === 0) return;
          event.preventDefault();
          attachToPrompt(chat, files);
        }}
      />
      {tooLong && (
        <p class={styles['problem']} role="alert">
          {t('promptTooLong', formatNumber(text.length), formatNumber(MAX_TEXT_LENGTH))}
        </p>
      )}
      {draws && <ImageOptions store={chat.providers} />}
      <div class={styles['row']}>
        {children}
        <SendButton
          isStreaming={isStreaming}
          isDisabled={!canSend(state) || (images.length > 0 && !canSee)}
          onStop={() => stopReply(chat)}
        />
      </div>
    </form>
  );
}

function editLastPrompt(chat: Chat): void {
  const prompt = shownBranch(chat.conversation.getState()).findLast(({ role }) => role === 'user');
  if (prompt?.role === 'user') editPrompt(chat.composer, prompt);
}
