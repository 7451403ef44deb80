import * as z from '@/lib/schema';
import { unlessAborted } from '../shared/abort';
import type { Context } from './settings';

/**
 * The service takes requests that come quicker than every 1.5 s for those of a machine. The rest is
 * for a request that was longer under way than the one after it.
 */
export const SPACING_MS = 1550;
const LAST_REQUEST = 'lastRequestAt';

/** Replies that run at once share one queue. */
let lastTurn: Promise<void> = Promise.resolve();

/**
 * Resolves when the next request may go out: requests are spaced, and more so after retries. The
 * time of the last one is kept for a worker that was stopped in between.
 */
export function takeTurn(context: Context, { retries = 0 } = {}): Promise<void> {
  const turn = lastTurn.then(() => waitForSpacing(context, 1 + retries / 2));
  lastTurn = turn.catch(() => {}); // whoever aborted, the next one is not concerned
  return unlessAborted(turn, context.signal);
}

async function waitForSpacing(
  { clock, session, signal }: Context,
  multiplier: number,
): Promise<void> {
  signal.throwIfAborted();
  const lastAt = z.parse(z.catch(z.number(), -Infinity), await session.get(LAST_REQUEST));
  const sinceLast = Math.max(0, clock.now() - lastAt); // the clock may have been set back
  await clock.sleep(Math.max(0, SPACING_MS - sinceLast) * multiplier, signal);
  await session.set(LAST_REQUEST, clock.now());
}
