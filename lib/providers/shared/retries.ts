import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderContext, ProviderEvent } from '../provider';

type Reply = AsyncGenerator<ProviderEvent, FinishReason, undefined>;
type RetryContext = Pick<ProviderContext<unknown>, 'signal' | 'clock'>;

/** A service that asks for more is not waited for: the user decides. */
export const MAX_RETRY_AFTER_MS = 120_000;

/**
 * A reply that is asked for again when it fails before its first content: after the wait the service
 * names, else after a growing one. What has begun is never asked for twice.
 */
export async function* withRetries(
  open: () => Reply,
  { signal, clock }: RetryContext,
  delayFor: typeof delayBefore = delayBefore,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  for (let retries = 0; ; retries++) {
    const reply = open();
    let hasContent = false;
    try {
      for (;;) {
        const { done, value } = await reply.next();
        if (done) return value;
        hasContent ||= value.type !== 'state' && value.type !== 'wait';
        yield value;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ChatError) || hasContent) throw error;
      const delayMs = delayFor(error, { retries, jitter: clock.random() });
      if (delayMs === null) throw afterRetries(error, retries);
      yield { type: 'wait', wait: { kind: error.kind, until: clock.now() + delayMs } };
      await clock.sleep(delayMs, signal);
    } finally {
      await reply.return('stop'); // closes the connection, also when our reader has left
    }
  }
}

export interface Attempt {
  readonly retries: number;
  /** In [0, 1). */
  readonly jitter: number;
}

/** Milliseconds to wait before asking again after `error`; `null` when that would not help. */
export function delayBefore(
  { kind, facts }: ChatError,
  { retries, jitter }: Attempt,
): number | null {
  if (kind !== 'rate-limit' && kind !== 'overloaded' && kind !== 'network') return null;
  if (retries >= 2) return null;
  const { retryAfterMs } = facts;
  if (retryAfterMs !== undefined) return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : null;
  const firstMs = kind === 'rate-limit' ? 4000 : 500;
  return firstMs * 4 ** retries * (1 + jitter);
}

/** `error`, saying how often it was asked again. */
export function afterRetries(error: ChatError, retries: number): ChatError {
  if (retries === 0) return error;
  const message = `${error.message} (after ${retries} ${retries === 1 ? 'retry' : 'retries'})`;
  return new ChatError(error.kind, message, { ...error.facts, cause: error });
}
