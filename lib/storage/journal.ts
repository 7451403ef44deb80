import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import type { MessageId } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import type { Database } from './database';
import type { NewImage } from './images';

export interface Commit {
  readonly replyId: MessageId;
  /** 0, 1, 2, … for the commits of one reply. */
  readonly sequence: number;
  readonly events: ChatEvent[];
  /** The provider's newest state, where this commit brings one. */
  readonly state: Readonly<Record<string, unknown>> | null;
  /** The images that these events show. */
  readonly images?: readonly NewImage[];
}

/** Appends to an open reply. Once it resolves, no kill of the process can lose these events. */
export async function commitEvents(
  database: Database,
  { replyId, sequence, events, state, images = [] }: Commit,
): Promise<void> {
  const stores: CommitStore[] = ['journal'];
  if (state) stores.push('providerStates');
  if (images.length > 0) stores.push('images', 'blobs');
  const transaction = database.transaction<CommitStore[], 'readwrite'>(stores, 'readwrite');
  const writes: Promise<unknown>[] = [
    transaction.objectStore('journal').put(events, [replyId, sequence]),
  ];
  if (state) writes.push(transaction.objectStore('providerStates').put(state, replyId));
  for (const { image, blob } of images) {
    writes.push(
      transaction.objectStore('images').put({ ...image, deletedAt: null }),
      transaction.objectStore('blobs').put(blob, image.id),
    );
  }
  transaction.commit(); // sooner than the browser would by itself
  await Promise.all([...writes, transaction.done]);
}

type CommitStore = 'journal' | 'providerStates' | 'images' | 'blobs';

/** Stores a reply that has ended in its final form, and drops its journal, in one transaction. */
export async function closeReply(
  database: Database,
  reply: Reply,
  state: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const stores = ['messages', 'openReplies', 'journal', 'providerStates'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const writes: Promise<unknown>[] = [
    transaction.objectStore('messages').put(reply),
    transaction.objectStore('openReplies').delete(reply.id),
    transaction.objectStore('journal').delete(journalOf(reply.id)),
  ];
  if (state) writes.push(transaction.objectStore('providerStates').put(state, reply.id));
  transaction.commit();
  await Promise.all([...writes, transaction.done]);
}

/**
 * Closes the replies that a stopped background left open, as interrupted and with every event that
 * was committed. Run once, when the background starts and before anything can subscribe.
 */
export async function closeInterrupted(database: Database): Promise<void> {
  for (const replyId of await database.getAllKeys('openReplies')) {
    const [message, commits] = await Promise.all([
      database.get('messages', replyId),
      database.getAll('journal', journalOf(replyId)),
    ]);
    if (message?.role === 'assistant') {
      const reply = applyEvents(message, commits.flat());
      const outcome = { type: 'interrupted' } as const;
      await closeReply(database, { ...reply, wait: null, outcome }, null);
    } else {
      await database.delete('openReplies', replyId);
    }
  }
}

function journalOf(replyId: MessageId): IDBKeyRange {
  return IDBKeyRange.bound([replyId, 0], [replyId, Number.POSITIVE_INFINITY]);
}
