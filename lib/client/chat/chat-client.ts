import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import type { ConversationId } from '@/lib/chat/ids';
import {
  CHAT_PORT,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from '@/lib/messaging/chat-port';
import { readBackground, watchBackgroundStart } from '@/lib/messaging/background-life';
import { afterPaint } from '../after-paint';
import { reduceFrame, streamingReply, type ConversationStore } from './conversation-store';
import { createUpdateQueue } from './update-queue';

const FIRST_RECONNECT_DELAY_MS = 100;
const MAX_RECONNECT_DELAY_MS = 5000;
/** A port that closes sooner was not closed because there was nothing to do. */
const MIN_IDLE_MS = 20_000;
/** What a user does before anything else in a page. */
const SIGNS_OF_USE = ['pointerdown', 'keydown', 'focusin'] as const;

/**
 * Mirrors conversation `id` into `store` until `signal` aborts. When the worker dies its port
 * closes; connecting again starts a new worker, whose snapshot replaces what we had. Where nothing
 * streams, the browser ended an idle worker, and it may rest: what we have stays true until one
 * starts again or the user does something here. A frame that does not fit its schema is refused, and
 * a fresh snapshot asked for.
 */
export function watchConversation(
  id: ConversationId,
  store: ConversationStore,
  signal: AbortSignal,
): void {
  const queue = createUpdateQueue<ServerFrame>(
    (frames) => store.setState((state) => frames.reduce(reduceFrame, state), true),
    signal,
  );
  let delayMs = FIRST_RECONNECT_DELAY_MS;
  let isResting = false;
  let watched: Promise<number | null> = Promise.resolve(null);

  function rest(): void {
    isResting = true;
    const background = watched;
    void Promise.all([background, readBackground()])
      .then(([before, now]) => before !== now && wake()) // another one started before we heard
      .catch(() => {});
  }

  function wake(): void {
    if (!isResting) return;
    isResting = false;
    connect();
  }

  watchBackgroundStart(wake, signal);
  for (const sign of SIGNS_OF_USE) document.addEventListener(sign, wake, { signal });

  function connect(): void {
    if (signal.aborted) return;
    const port = browser.runtime.connect({ name: CHAT_PORT });
    const connected = new AbortController();
    const connectedAt = performance.now();

    function reconnect(): void {
      if (connected.signal.aborted || signal.aborted) return;
      connected.abort();
      const state = store.getState();
      const isIdle = performance.now() - connectedAt >= MIN_IDLE_MS;
      if (isIdle && state.connection === 'open' && streamingReply(state) === null) return rest();
      if (store.getState().connection === 'open') store.setState({ connection: 'lost' });
      setTimeout(connect, delayMs);
      delayMs = Math.min(delayMs * 2, MAX_RECONNECT_DELAY_MS);
    }

    function readEarlier(): void {
      if (connected.signal.aborted || signal.aborted) return; // the next port gets its own snapshot
      port.postMessage({ type: 'read-earlier' } satisfies ClientFrame);
    }

    port.onMessage.addListener((data: unknown) => {
      if (connected.signal.aborted || signal.aborted) return;
      const { success, data: frame } = z.safeParse(serverFrameSchema, data);
      if (!success) {
        port.disconnect(); // which tells the other end only
        reconnect();
        return;
      }
      if (frame.type === 'snapshot') {
        delayMs = FIRST_RECONNECT_DELAY_MS;
        watched = readBackground().catch(() => null);
        if (!frame.isWhole) afterPaint(readEarlier); // what is shown first does not wait for it
      }
      if (isOneOfMany(store, frame)) queue.push(frame);
      else queue.pushNow(frame);
    });
    port.onDisconnect.addListener(reconnect);
    signal.addEventListener('abort', () => port.disconnect(), {
      once: true,
      signal: connected.signal,
    });
    port.postMessage({ type: 'subscribe', conversationId: id } satisfies ClientFrame);
  }

  connect();
}

/** Only these frames come in numbers; a reply's first characters are what the user waits for. */
function isOneOfMany(store: ConversationStore, frame: ServerFrame): boolean {
  if (frame.type === 'earlier-messages') return true;
  return (
    frame.type === 'events' &&
    store.getState().messages.some(({ id, parts }) => id === frame.messageId && parts.length > 0)
  );
}
