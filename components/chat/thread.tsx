import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isStreaming } from '@/lib/chat/conversation';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import { heightOf } from '@/lib/client/thread/row-window';
import { ThreadScroller } from '@/lib/client/thread/thread-scroller';
import { Button } from '@/components/controls/button';
import { ArrowDownIcon } from '@/components/controls/icons';
import styles from './thread.module.css';

interface ThreadProps {
  readonly conversationId: ConversationId | null;
  readonly branch: readonly Message[];
  /** Whether `branch` begins with the first message. */
  readonly isWhole: boolean;
  readonly draw: (message: Message) => ComponentChildren;
  /** The message that the reader is brought to, and that has the focus then. */
  readonly sought: MessageId | null;
  readonly onSoughtLeft: () => void;
  /** What stands in a thread without messages. */
  readonly empty: ComponentChildren;
  /** What stands above the messages and looks into them. */
  readonly children: (scroller: ThreadScroller) => ComponentChildren;
}

/** The messages of one conversation, of which those near what is seen are mounted. */
export function Thread({
  conversationId,
  branch,
  isWhole,
  sought,
  children,
  ...props
}: ThreadProps) {
  const { draw, empty, onSoughtLeft } = props;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const [, redraw] = useState({});
  const [scroller] = useState(
    () =>
      new ThreadScroller({
        conversationId,
        onLayoutChange: () => redraw({}),
        onAwayChange: setAway,
      }),
  );
  const isShown = branch.length > 0 && scroller.canShow(branch, { isWhole });
  const { runs, heights, mounted } = scroller.layOut(isShown ? branch : []);
  const last = branch.at(-1);
  const streamingId = last && isStreaming(last) ? last.id : null;

  useLayoutEffect(() => {
    const { current: scrollerElement } = scrollerRef;
    const { current: content } = contentRef;
    if (scrollerElement === null || content === null || !isShown) return;
    const controller = new AbortController();
    scroller.attach({ scroller: scrollerElement, content, signal: controller.signal });
    return () => controller.abort();
  }, [scroller, isShown]);
  useLayoutEffect(() => scroller.settle(), [scroller, mounted, branch.length]);
  useFollowNew(scroller, streamingId);
  const isThere = isShown && branch.some(({ id }) => id === sought);
  useSought(scroller, isThere ? sought : null, mounted);

  return (
    <div class={styles['thread']}>
      {children(scroller)}
      <div
        ref={scrollerRef}
        class={styles['scroller']}
        role="log"
        aria-label={t('conversation')}
        aria-live="off" // messages that are scrolled into view are no news
      >
        <div ref={contentRef} class={styles['column']}>
          {branch.length === 0 && empty}
          {runs.flatMap(({ isMounted, ...range }) =>
            isMounted
              ? branch.slice(range.first, range.end).map((message) => (
                  <div
                    key={message.id}
                    class={styles['row']}
                    data-message={message.id}
                    aria-live={message === last ? 'polite' : undefined}
                    {...(message.id === sought && { tabIndex: -1, onBlur: onSoughtLeft })}
                  >
                    {draw(message)}
                  </div>
                ))
              : [
                  <div
                    key={range.end === branch.length ? 'below' : `above ${branch[range.end]?.id}`}
                    class={styles['room']}
                    style={{ blockSize: `${heightOf(heights, range)}px` }}
                  />,
                ],
          )}
        </div>
      </div>
      {isAway && branch.length > 0 && (
        <div class={styles['jump']}>
          <Button onClick={() => scroller.jumpToEnd()}>
            <ArrowDownIcon />
            {t('jumpToLatest')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A new reply is followed from its start. */
function useFollowNew(scroller: ThreadScroller, streamingId: MessageId | null): void {
  const seenRef = useRef<MessageId | null>(null);
  useEffect(() => {
    if (streamingId === null || streamingId === seenRef.current) return;
    seenRef.current = streamingId;
    scroller.jumpToEnd();
  }, [scroller, streamingId]);
}

/** How far below the upper edge a sought message begins, in CSS pixels: one sees that it is not the first. */
const SOUGHT_OFFSET = 24;

/** Brings a message into view, and gives it the focus when it is mounted. */
function useSought(scroller: ThreadScroller, sought: MessageId | null, mounted: string): void {
  useEffect(() => {
    if (sought !== null) scroller.goTo({ messageId: sought, offset: SOUGHT_OFFSET });
  }, [scroller, sought]);
  useEffect(() => {
    const row = sought === null ? null : scroller.rowOf(sought);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  }, [scroller, sought, mounted]);
}
