import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import type { MessageId } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import type { Database } from './database';
import type { NewImage } from './images';
import { read, resultOf, write } from './transaction';

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
export function commitEvents(
  database: Database,
  { replyId, sequence, events, state, images: added = [] }: Commit,
): Promise<void> {
  const stores: CommitStore[] = ['journal']; // no more: others may be read meanwhile
  if (state) stores.push('providerStates');
  if (added.length > 0) stores.push('images', 'blobs');
  return write(database, stores, ({ journal, providerStates, images, blobs }) => {
    journal.put(events, [replyId, sequence]);
    if (state) providerStates.put(state, replyId);
    for (const { image, blob } of added) {
      images.put({ ...image, deletedAt: null });
      blobs.put(blob, image.id);
    }
  });
}

type CommitStore = 'journal' | 'providerStates' | 'images' | 'blobs';

/** Stores a reply that has ended in its final form, and drops its journal, in one transaction. */
export function closeReply(
  database: Database,
  reply: Reply,
  state: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const stores = ['messages', 'openReplies', 'journal', 'providerStates'] as const;
  return write(database, stores, ({ messages, openReplies, journal, providerStates }) => {
    messages.put(reply);
    openReplies.delete(reply.id);
    journal.delete(journalOf(reply.id));
    if (state) providerStates.put(state, reply.id);
  });
}

/**
 * Closes the replies that a stopped background left open, as interrupted and with every event that
 * was committed. Run once, when the background starts and before anything can subscribe.
 */
export async function closeInterrupted(database: Database): Promise<void> {
  const open = await read(database, ['openReplies'], ({ openReplies }) =>
    resultOf(openReplies.getAllKeys()),
  );
  for (const replyId of open) await closeOne(database, replyId);
}

async function closeOne(database: Database, replyId: MessageId): Promise<void> {
  const [message, commits] = await read(database, ['messages', 'journal'], (stores) =>
    Promise.all([
      resultOf(stores.messages.get(replyId)),
      resultOf(stores.journal.getAll(journalOf(replyId))),
    ]),
  );
  if (message?.role === 'assistant') {
    const reply = applyEvents(message, commits.flat());
    const outcome = { type: 'interrupted' } as const;
    await closeReply(database, { ...reply, wait: null, outcome }, null);
  } else {
    await write(database, ['openReplies'], ({ openReplies }) => void openReplies.delete(replyId));
  }
}

function journalOf(replyId: MessageId): IDBKeyRange {
  return IDBKeyRange.bound([replyId, 0], [replyId, Number.POSITIVE_INFINITY]);
}
