import { ChatError, toErrorData } from '@/lib/chat/errors';
import type { ChatEvent } from '@/lib/chat/events';
import type { FinishReason, Outcome } from '@/lib/chat/message';
import type { ProviderEvent, ProviderState } from '@/lib/providers/provider';
import { shareTurn } from '@/lib/providers/shared/turn';
import type { ImageReceiver } from '../images/generated-image';
import { createReasoningClock } from './reasoning-clock';
import { createSilenceLimit } from './silence-limit';

/** The longest silence between two events of most providers; a `wait` they announce comes on top. */
const STALL_MS = 60_000;
/** The longest reply we keep, in UTF-16 code units: about 500,000 tokens. */
export const MAX_REPLY_LENGTH = 2_000_000;

export type ReplyStream = AsyncGenerator<ProviderEvent, FinishReason, undefined>;

export interface OpenReply {
  readonly stream: ReplyStream;
  /** The longest silence between two events, where a minute is too short. */
  readonly stallMs?: number | undefined;
}

export interface RunOptions {
  /** Opens the provider's stream, or throws a `ChatError` that says why not. */
  readonly open: (signal: AbortSignal) => Promise<OpenReply>;
  /** Aborts when the user stops the reply. */
  readonly signal: AbortSignal;
  readonly images: ImageReceiver;
  readonly saveState: (state: ProviderState) => void;
  readonly emit: (event: ChatEvent) => void;
}

/** Runs one prompt to its end. Never throws, whatever the provider does. */
export async function run(options: RunOptions): Promise<Outcome> {
  const watchdog = new AbortController();
  const signal = AbortSignal.any([options.signal, watchdog.signal]);
  const orAborted = createAbortable(signal);
  const clock = createReasoningClock(options.emit);
  try {
    const reply = await orAborted(options.open(signal));
    const finishReason = await forward(reply, {
      ...options,
      signal,
      orAborted,
      emit: clock.emit,
      stall: (error) => watchdog.abort(error),
    });
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

interface ForwardOptions extends RunOptions {
  readonly orAborted: Abortable;
  readonly stall: (error: ChatError) => void;
}

async function forward(
  { stream, stallMs = STALL_MS }: OpenReply,
  { stall, ...options }: ForwardOptions,
): Promise<FinishReason> {
  const silence = createSilenceLimit(() => stall(stallError(stallMs)));
  let length = 0;
  let pauseMs = 0;
  try {
    for (;;) {
      silence.start(stallMs + pauseMs);
      const step = await options.orAborted(stream.next());
      silence.end();
      if (step.done) return step.value;
      const event = step.value;
      pauseMs = event.type === 'wait' ? Math.max(0, event.wait.until - Date.now()) : 0;
      if ('text' in event) length += event.text.length;
      if (length > MAX_REPLY_LENGTH) throw tooLongError();
      await handle(event, options);
      await shareTurn(); // or what was sent so far is neither stored nor shown before the rest is read
    }
  } finally {
    silence.close();
  }
}

async function handle(
  event: ProviderEvent,
  { emit, images, saveState, signal, orAborted }: Omit<ForwardOptions, 'stall'>,
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
    case 'usage':
      emit(event);
      return;
    case 'state':
      saveState(event.state);
      return;
    case 'image':
    case 'image-address': {
      const image = await orAborted(images.obtain(event, signal));
      emit({ type: 'part', part: images.toPart(image, event.alt) });
    }
  }
}

type Abortable = <T>(task: Promise<T>) => Promise<T>;

/**
 * Makes a task, one at a time, reject as soon as `signal` aborts: a provider that does not listen is
 * left alone. One listener serves them all, since there is a task for each token.
 */
function createAbortable(signal: AbortSignal): Abortable {
  let abandon: ((reason: unknown) => void) | undefined;
  signal.addEventListener('abort', () => abandon?.(signal.reason), { once: true });
  return (task) =>
    new Promise((resolve, reject) => {
      abandon = reject;
      if (signal.aborted) reject(signal.reason);
      task.then(resolve, reject);
    });
}

function stallError(stallMs: number): ChatError {
  return new ChatError('stalled', `No token for ${stallMs / 1000} s`);
}

function tooLongError(): ChatError {
  return new ChatError('reply-too-long', `Stopped after ${MAX_REPLY_LENGTH} characters`);
}
