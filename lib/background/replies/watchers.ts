import type { ConversationId } from '@/lib/chat/ids';
import type { Subscriber } from './live-conversation';
import type { OpenConversations } from './open-conversations';

/** The UIs that watch conversations, each its own. */
export class Watchers {
  readonly #open: OpenConversations;
  readonly #subscribers = new Set<Subscriber>();

  constructor(open: OpenConversations) {
    this.#open = open;
  }

  /** Watches a conversation; the function it returns stops watching, even before the first frame. */
  subscribe(id: ConversationId, subscriber: Subscriber): () => void {
    const { live, release } = this.#open.hold(id);
    let isWatching = true;
    const watching = live.then((conversation) => {
      if (!isWatching) return;
      conversation.subscribe(subscriber);
      this.#subscribers.add(subscriber);
    });
    watching.catch(() => subscriber.fail());
    return () => {
      isWatching = false;
      this.#subscribers.delete(subscriber);
      void live.then(
        (conversation) => conversation.unsubscribe(subscriber),
        () => {},
      );
      release();
    };
  }

  /** Tells a subscriber of a conversation the messages that its snapshot left out. */
  async tellEarlier(id: ConversationId, subscriber: Subscriber): Promise<void> {
    const { live, release } = this.#open.hold(id);
    try {
      await (await live).tellEarlier(subscriber);
    } catch {
      subscriber.fail();
    } finally {
      release();
    }
  }

  /** Tells every UI, whatever it watches, that the list of conversations is another. */
  announceList(): void {
    for (const subscriber of this.#subscribers) subscriber.post({ type: 'conversations-changed' });
  }
}
