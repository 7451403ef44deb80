import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import { followEnd, type ScrollFollower } from '@/lib/client/scroll-follower';
import { recallScroll, rememberScroll } from '@/lib/client/scroll-memory';

interface FollowScrollInput {
  readonly conversationId: ConversationId | null;
  readonly isLoaded: boolean;
  /** The reply that streams; a new one is followed from its start. */
  readonly streamingId: MessageId | null;
}

/**
 * Keeps a thread at its end while it grows, until the reader scrolls up; begins where the reader
 * left the conversation.
 */
export function useFollowScroll({ conversationId, isLoaded, streamingId }: FollowScrollInput) {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const followerRef = useRef<ScrollFollower | null>(null);
  const seenStreamingRef = useRef<MessageId | null>(null);
  const [isAway, setAway] = useState(false);

  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    const content = contentRef.current;
    if (scroller === null || content === null || conversationId === null || !isLoaded) return;
    const controller = new AbortController();
    const { signal } = controller;
    const follower = followEnd({ scroller, content, onAwayChange: setAway, signal });
    setAway(false);
    follower.moveTo(recallScroll(conversationId));
    followerRef.current = follower;

    const remember = () => rememberScroll(conversationId, follower.position());
    addEventListener('pagehide', remember, { signal });
    return () => {
      remember();
      controller.abort();
      followerRef.current = null;
      seenStreamingRef.current = null;
    };
  }, [conversationId, isLoaded]);

  useLayoutEffect(() => {
    if (streamingId === null || streamingId === seenStreamingRef.current) return;
    seenStreamingRef.current = streamingId;
    followerRef.current?.moveTo(null);
  }, [streamingId]);

  return { scrollerRef, contentRef, isAway, jumpToEnd: () => followerRef.current?.moveTo(null) };
}
