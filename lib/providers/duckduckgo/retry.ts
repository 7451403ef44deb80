import type { ChatError } from '@/lib/chat/errors';
import { MAX_RETRY_AFTER_MS } from '../shared/retries';

/** Which request failed. */
export type Step = 'status' | 'chat';

export interface Attempts {
  /** Retries so far after a wait. */
  readonly waits: number;
  /** Whether it was tried again with fresh tokens. */
  readonly hasRefreshed: boolean;
}

/** Our tokens are not taken (any more): fresh ones may help, once. */
const STALE_TOKENS = new Set(['ERR_CHALLENGE', 'ERR_INVALID_VQD', 'ERR_EXPIRED_VQD']);

/** Trying again would only prolong these. */
const FINAL = new Set([
  'ERR_BN_LIMIT',
  'ERR_USER_LIMIT',
  'ERR_ACCOUNT_LIMIT',
  'ERR_SERVICE_LIMIT',
  'ERR_SERVICE_OFFLINE',
  'ERR_IMAGE_GENERATION_LIMIT',
]);

/** Whether another try needs other tokens than those the service sent last. */
export function needsFreshTokens({ facts: { code = '' } }: ChatError): boolean {
  return STALE_TOKENS.has(code);
}

interface Failure extends Attempts {
  readonly step: Step;
  /** In [0, 1). */
  readonly jitter: number;
}

/** How long to wait before trying again after `error`; `null` when that would not help. */
export function retryDelayMs(
  error: ChatError,
  { step, waits, hasRefreshed, jitter }: Failure,
): number | null {
  const { code = '', retryAfterMs } = error.facts;
  if (FINAL.has(code)) return null;
  if (STALE_TOKENS.has(code)) return hasRefreshed ? null : 0;
  const schedule = scheduleFor(error, step);
  if (!schedule || waits >= schedule.retries) return null;
  if (retryAfterMs === undefined) return schedule.firstMs * schedule.factor ** waits * (1 + jitter);
  return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : null;
}

interface Schedule {
  readonly retries: number;
  readonly firstMs: number;
  readonly factor: number;
}

function scheduleFor({ kind }: ChatError, step: Step): Schedule | null {
  if (kind !== 'rate-limit' && kind !== 'overloaded' && kind !== 'network') return null;
  if (step === 'status') return { retries: 3, firstMs: 2000, factor: 2 };
  if (kind === 'rate-limit') return { retries: 3, firstMs: 4000, factor: 2 };
  return { retries: 2, firstMs: 500, factor: 4 };
}
