import { useCallback, useEffect, useRef } from 'preact/hooks';
import { textOf } from '@/lib/chat/message';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { t } from '@/lib/client/i18n';
import type { InlineCard as Card } from '@/lib/client/pages/inline-card';
import { ignoreUnseenClicks } from '@/lib/client/pages/inline-card-clicks';
import { pageCommand } from '@/lib/client/shortcuts';
import { useStore } from '@/lib/client/use-store';
import { ChatFailure } from '@/components/chat/chat-failure';
import { CopyButton } from '@/components/chat/copy-button';
import { Button } from '@/components/controls/button';
import { IconButton } from '@/components/controls/icon-button';
import { CloseIcon } from '@/components/controls/icons';
import { CardThread } from './card-thread';
import { DragHandle } from './drag-handle';
import { FollowUpBox } from './follow-up-box';
import styles from './inline-card.module.css';
import { useWantedHeight } from './use-wanted-height';

/** The leaf of the shown branch keeps its identity while nothing of it changes. */
const selectReply = ({ conversation, messages }: ConversationState) => {
  const leaf = messages.find(({ id }) => id === conversation?.leafId);
  return leaf?.role === 'assistant' ? leaf : null;
};

/** A card in a page: what was answered there, and a line to ask on. */
export function InlineCard({ card }: { readonly card: Card }) {
  const { chat, canReplace, tell } = card;
  const reply = useStore(chat.conversation, selectReply);
  const text = reply === null ? '' : textOf(reply);
  const root = useRef<HTMLElement>(null);
  const parts = useWantedHeight(
    useCallback((height: number) => tell({ type: 'resize', height }), [tell]),
  );
  const close = useCallback(() => tell({ type: 'close' }), [tell]);

  useEffect(() => {
    const mounted = new AbortController();
    const { signal } = mounted;
    if (root.current) ignoreUnseenClicks(root.current, signal);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return; // something closed itself
      if (pageCommand(event, { isTyping: true }) !== 'escape') return;
      document.addEventListener('keyup', close, { signal, once: true }); // the page hears none of it
    };
    document.addEventListener('keydown', onKeyDown, { signal });
    return () => mounted.abort();
  }, [close]);

  return (
    <main ref={root} class={styles['card']}>
      <header ref={parts} class={styles['header']}>
        <DragHandle onMove={(x, y) => tell({ type: 'move', x, y })} />
        <IconButton icon={CloseIcon} label={t('close')} onClick={close} />
      </header>
      <div class={styles['scroller']}>
        <div ref={parts}>
          <CardThread chat={chat} onChooseModel={card.continueInSidebar} />
        </div>
      </div>
      <footer ref={parts} class={styles['foot']}>
        <ChatFailure chat={chat} onChooseModel={card.continueInSidebar} />
        <FollowUpBox chat={chat} />
        <div class={styles['actions']}>
          {text !== '' && <CopyButton text={text} />}
          {canReplace && text !== '' && reply?.outcome && (
            <Button look="quiet" onClick={() => tell({ type: 'replace', text })}>
              {t('replace')}
            </Button>
          )}
          <span class={styles['end']}>
            <Button look="quiet" onClick={card.continueInSidebar}>
              {t('continueInSidebar')}
            </Button>
          </span>
        </div>
      </footer>
    </main>
  );
}
