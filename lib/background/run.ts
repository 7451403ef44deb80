import { ChatError, toErrorData } from '@/lib/chat/errors';
import type { ChatEvent } from '@/lib/chat/events';
import { newId, type BlobId } from '@/lib/chat/ids';
import type { FinishReason, Outcome } from '@/lib/chat/message';
import type { ProviderEvent, ProviderState } from '@/lib/providers/provider';
import { createReasoningClock } from './reasoning-clock';

/** The longest silence between two events of a provider; a `wait` it announces comes on top. */
const STALL_MS = 60_000;
/** The longest reply we keep, in UTF-16 code units: about 500,000 tokens. */
export const MAX_REPLY_LENGTH = 2_000_000;

export type ReplyStream = AsyncGenerator<ProviderEvent, FinishReason, undefined>;

export interface RunOptions {
  /** Opens the provider's stream, or throws a `ChatError` that says why not. */
  readonly open: (signal: AbortSignal) => Promise<ReplyStream>;
  /** Aborts when the user stops the reply. */
  readonly signal: AbortSignal;
  readonly saveBlob: (id: BlobId, blob: Blob) => Promise<void>;
  readonly saveState: (state: ProviderState) => void;
  readonly emit: (event: ChatEvent) => void;
}

/** Runs one prompt to its end. Never throws, whatever the provider does. */
export async function run(options: RunOptions): Promise<Outcome> {
  const watchdog = new AbortController();
  const signal = AbortSignal.any([options.signal, watchdog.signal]);
  const clock = createReasoningClock(options.emit);
  try {
    const stream = await orAborted(options.open(signal), signal);
    const finishReason = await forward(stream, { ...options, emit: clock.emit }, watchdog);
    return { type: 'complete', finishReason };
  } catch (error) {
    if (options.signal.aborted) return { type: 'aborted' };
    return {
      type: 'failed',
      error: toErrorData(watchdog.signal.aborted ? watchdog.signal.reason : error),
    };
  } finally {
    clock.end();
    watchdog.abort(); // whatever the provider still has open
  }
}

async function forward(
  stream: ReplyStream,
  options: RunOptions,
  watchdog: AbortController,
): Promise<FinishReason> {
  const signal = AbortSignal.any([options.signal, watchdog.signal]);
  let length = 0;
  let pauseMs = 0;
  for (;;) {
    const stalled = setTimeout(() => watchdog.abort(stallError()), STALL_MS + pauseMs);
    const step = await orAborted(stream.next(), signal).finally(() => clearTimeout(stalled));
    if (step.done) return step.value;
    const event = step.value;
    pauseMs = event.type === 'wait' ? Math.max(0, event.wait.until - Date.now()) : 0;
    if ('text' in event) length += event.text.length;
    if (length > MAX_REPLY_LENGTH) throw tooLongError();
    await handle(event, options);
  }
}

async function handle(
  event: ProviderEvent,
  { emit, saveBlob, saveState }: RunOptions,
): Promise<void> {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
      if (event.text !== '') emit(event);
      return;
    case 'wait':
      emit(event);
      return;
    case 'source':
      emit({ type: 'part', part: event });
      return;
    case 'state':
      saveState(event.state);
      return;
    case 'image': {
      const blobId = newId<BlobId>();
      await saveBlob(blobId, event.image);
      emit({ type: 'part', part: { type: 'image', blobId, alt: event.alt } });
      return;
    }
    case 'image-address':
      emit({ type: 'part', part: { type: 'image-link', url: event.url, alt: event.alt } });
  }
}

/** `task`, or a rejection as soon as `signal` aborts: a provider that does not listen is left alone. */
function orAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function stallError(): ChatError {
  return new ChatError('stalled', `No token for ${STALL_MS / 1000} s`);
}

function tooLongError(): ChatError {
  return new ChatError('reply-too-long', `Stopped after ${MAX_REPLY_LENGTH} characters`);
}
