import { browser, type Browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { CHAT_PORT, clientFrameSchema } from '@/lib/messaging/chat-port';
import { isExtensionPage } from '@/lib/messaging/sender';
import type { ChatService } from './chat-service';
import type { Subscriber } from './live-conversation';

/**
 * Lets UIs watch conversations. Call it synchronously when the background starts. A port carries
 * one subscription; what does not fit, or comes from elsewhere, is hung up on.
 */
export function serveChatPorts(starting: Promise<ChatService>): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== CHAT_PORT) return;
    void serve(port, starting);
  });
}

/** Never rejects: a UI that is hung up on says so, and tries again. */
async function serve(port: Browser.runtime.Port, starting: Promise<ChatService>): Promise<void> {
  const closed = new AbortController();
  const hangUp = () => {
    port.disconnect();
    closed.abort(); // our own disconnect tells only the other side
  };
  port.onDisconnect.addListener(() => closed.abort());
  if (!port.sender || !isExtensionPage(port.sender)) return hangUp();
  const first = await new Promise((resolve) => {
    port.onMessage.addListener(resolve);
    closed.signal.addEventListener('abort', resolve);
  });
  const { data: frame } = z.safeParse(clientFrameSchema, first);
  if (frame?.type !== 'subscribe') return hangUp();
  const { conversationId } = frame;
  const subscriber: Subscriber = { post: (next) => port.postMessage(next), fail: hangUp };

  try {
    const { watchers } = await starting;
    if (closed.signal.aborted) return undefined;
    const stop = watchers.subscribe(conversationId, subscriber);
    closed.signal.addEventListener('abort', stop, { once: true });
    port.onMessage.addListener((data: unknown) => {
      const { data: next } = z.safeParse(clientFrameSchema, data);
      if (next?.type === 'read-earlier') void watchers.tellEarlier(conversationId, subscriber);
      else hangUp(); // there is nothing else to say
    });
  } catch {
    hangUp();
  }
  return undefined;
}
