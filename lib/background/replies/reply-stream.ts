import { ChatError, toErrorData } from '@/lib/chat/errors';
import { applyEvents, mergeDeltas, type ChatEvent } from '@/lib/chat/events';
import type { MessageId } from '@/lib/chat/ids';
import type { ProviderState } from '@/lib/providers/provider';
import type { Database } from '@/lib/storage/database';
import { closeReply, commitEvents } from '@/lib/storage/journal';
import type { NewImage } from '@/lib/storage/images';
import { createImageReceiver, type FetchImage, type ImageOrigin } from '../images/generated-image';
import { createGroupCommit } from './group-commit';
import type { LiveConversation } from './live-conversation';
import { run, type RunOptions } from './run';

/** A commit costs some milliseconds: often enough to read smoothly, seldom enough to be cheap. */
const COMMIT_INTERVAL_MS = 50;
/** Where a commit brings more characters than anybody reads in a while, the next is to bring even more. */
const BURST_LENGTH = 32_768;
const BURST_INTERVAL_MS = 150;

export interface ReplyStreamOptions {
  readonly database: Database;
  readonly conversation: LiveConversation;
  readonly replyId: MessageId;
  /** Aborted by the user's Stop, and by ourselves when nothing can be stored any more. */
  readonly controller: AbortController;
  readonly open: RunOptions['open'];
  readonly fetchImage: FetchImage;
  readonly imageOrigin: ImageOrigin;
}

/**
 * Streams one reply to its end. Shown implies stored: events reach the conversation, and so every
 * UI, only when the transaction that holds them has completed. Never rejects.
 */
export async function streamReply({
  database,
  conversation,
  replyId,
  controller,
  open,
  fetchImage,
  imageOrigin,
}: ReplyStreamOptions): Promise<void> {
  let state: ProviderState | null = null;
  let newImages: NewImage[] = [];
  let sequence = 0;
  let storageFailure: unknown;

  const commits = createGroupCommit<ChatEvent>(pauseAfter, async (items) => {
    const events = mergeDeltas(items);
    const commit = { replyId, sequence, events, state, images: newImages };
    state = null;
    newImages = [];
    try {
      await commitEvents(database, commit);
      sequence += 1;
    } catch (error) {
      storageFailure ??= error; // shown all the same, so that it can be copied; the end says so
      controller.abort();
    }
    conversation.apply(replyId, events);
  });

  const outcome = await run({
    open,
    signal: controller.signal,
    images: createImageReceiver({
      origin: imageOrigin,
      fetchImage,
      store: (image) => newImages.push(image),
    }),
    saveState: (next) => (state = next),
    emit: (event) => commits.push(event),
  });
  await commits.close();

  const end: ChatEvent = {
    type: 'end',
    outcome: storageFailure === undefined ? outcome : storageOutcome(storageFailure),
  };
  const reply = applyEvents(conversation.reply(replyId), [end]);
  try {
    await closeReply(database, reply, state);
    conversation.apply(replyId, [end]);
  } catch (error) {
    // The disk took nothing: say so, and the next start finds the reply as far as it was stored.
    conversation.apply(replyId, [{ type: 'end', outcome: storageOutcome(error) }]);
  }
}

function pauseAfter(events: readonly ChatEvent[]): number {
  let length = 0;
  for (const event of events) if ('text' in event) length += event.text.length;
  return length > BURST_LENGTH ? BURST_INTERVAL_MS : COMMIT_INTERVAL_MS;
}

function storageOutcome(cause: unknown) {
  const message = cause instanceof Error ? cause.message : String(cause);
  return {
    type: 'failed',
    error: toErrorData(new ChatError('storage', message, { cause })),
  } as const;
}
