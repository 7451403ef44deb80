import type { ConversationId } from '@/lib/chat/ids';
import { findConversation, toConversation } from '@/lib/storage/conversations';
import type { Database } from '@/lib/storage/database';
import { listMessages, listRecentMessages } from '@/lib/storage/messages';
import { LiveConversation } from './live-conversation';

interface Entry {
  readonly live: Promise<LiveConversation>;
  holders: number;
  /** Settles when the last exclusive task has. */
  queue: Promise<unknown>;
}

export interface Hold {
  readonly live: Promise<LiveConversation>;
  /** Lets go; doing so twice does nothing. */
  release(): void;
}

/**
 * The conversations in memory. There is never a second copy of one: it is loaded by the first that
 * holds it and dropped when the last lets go, and changes to it run one after the other.
 */
export class OpenConversations {
  readonly #entries = new Map<ConversationId, Entry>();
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a conversation in memory until it is released. */
  hold(id: ConversationId): Hold {
    const entry = this.#enter(id);
    let isHeld = true;
    return {
      live: entry.live,
      release: () => {
        if (isHeld) this.#leave(id, entry);
        isHeld = false;
      },
    };
  }

  /**
   * Runs `task` on the whole conversation when every task begun before it on this one is done.
   */
  async exclusively<T>(
    id: ConversationId,
    task: (conversation: LiveConversation) => Promise<T>,
  ): Promise<T> {
    const entry = this.#enter(id);
    const turn = entry.queue.then(async () => {
      const live = await entry.live;
      await live.readWhole();
      return task(live);
    });
    entry.queue = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.#leave(id, entry);
    }
  }

  #enter(id: ConversationId): Entry {
    const entry = this.#entries.get(id) ?? {
      live: load(this.#database, id),
      holders: 0,
      queue: Promise.resolve(),
    };
    this.#entries.set(id, entry);
    entry.holders += 1;
    return entry;
  }

  #leave(id: ConversationId, entry: Entry): void {
    entry.holders -= 1;
    if (entry.holders === 0) this.#entries.delete(id);
  }
}

async function load(database: Database, id: ConversationId): Promise<LiveConversation> {
  const stored = await findConversation(database, id);
  return new LiveConversation({
    id,
    conversation: stored?.deletedAt === null ? toConversation(stored) : null,
    recent: stored ? await listRecentMessages(database, stored) : { messages: [], isWhole: true },
    readAll: () => listMessages(database, id),
  });
}
