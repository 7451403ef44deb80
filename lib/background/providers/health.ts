import * as z from '@/lib/schema';
import type { ErrorData, ErrorKind } from '@/lib/chat/errors';
import type { Outcome } from '@/lib/chat/message';
import { healthSchema, type Health } from '@/lib/chat/provider-info';
import { createStoredItem } from '@/lib/platform/stored-item';
import { announceProviders } from '@/lib/settings/provider-news';
import type { ConfiguredProvider } from './provider-directory';

const MINUTE_MS = 60_000;

const observationSchema = z.object({
  health: healthSchema,
  /** Milliseconds since the epoch; `null` as long as nothing changes. */
  validUntil: z.nullable(z.number()),
  /** What the provider was set to when it failed: with other settings it may not. */
  settings: z.string(),
  origins: z.array(z.string()),
});
type Observation = z.infer<typeof observationSchema>;

/** By provider id: those whose last request failed in a way that the next one would, too. */
const schema = z.catch(z.recordOf(observationSchema), {});
type Observations = z.infer<typeof schema>;

const item = createStoredItem('session', 'health', (stored) => z.parse(schema, stored));

export function readObservations(): Promise<Observations> {
  return item.read();
}

/** What is remembered of a provider's last request, while it still counts. */
export function observedHealth(
  observations: Observations,
  { id, settings }: Pick<ConfiguredProvider, 'id' | 'settings'>,
): Health | null {
  const observation = observations[id];
  if (observation === undefined || observation.settings !== fingerprintOf(settings)) return null;
  const { validUntil, health } = observation;
  return validUntil === null || Date.now() < validUntil ? health : null;
}

/** Remembers what the end of a reply says of its provider. */
export async function observeOutcome(
  configured: Pick<ConfiguredProvider, 'id' | 'settings' | 'connection'>,
  outcome: Outcome,
): Promise<void> {
  switch (outcome.type) {
    case 'complete':
      return forgetHealth(configured.id);
    case 'failed':
      return observeFailure(configured, outcome.error);
    case 'aborted':
    case 'interrupted': // neither is the service's doing
  }
}

async function observeFailure(
  { id, settings, connection }: Pick<ConfiguredProvider, 'id' | 'settings' | 'connection'>,
  error: ErrorData,
): Promise<void> {
  const judgement = judge(error, Date.now());
  if (judgement === null) return;
  const observation: Observation = {
    ...judgement,
    settings: fingerprintOf(settings),
    origins: [...connection.origins],
  };
  await change((before) => ({ ...before, [id]: observation }));
}

/** Forgets what is remembered of a provider: it answered, or its key is another one now. */
export async function forgetHealth(id: string): Promise<void> {
  await change((before) => {
    const { [id]: forgotten, ...others } = before;
    return forgotten === undefined ? before : others;
  });
}

/** Forgets what was remembered of providers at `origins`: access to them was given or taken. */
export async function forgetHealthAt(origins: readonly string[]): Promise<void> {
  await change((before) => {
    const kept = Object.entries(before).filter(
      ([, observation]) => !observation.origins.some((origin) => origins.includes(origin)),
    );
    return kept.length === Object.keys(before).length ? before : Object.fromEntries(kept);
  });
}

/** What a failure says of the provider as a whole; `null` where it concerned one prompt alone. */
function judge(
  { kind, retryAfterMs }: ErrorData,
  now: number,
): Pick<Observation, 'health' | 'validUntil'> | null {
  const type = HEALTH_AFTER[kind];
  if (type === undefined) return null;
  if (type === 'needs-key') return { health: { type }, validUntil: null };
  if (type !== 'limited') return { health: { type }, validUntil: now + VALID_MS[type] };
  const until = retryAfterMs === undefined ? null : now + retryAfterMs;
  return { health: { type, until }, validUntil: until ?? now + VALID_MS[type] };
}

/** How long a failure says something of the next try, where the service does not tell. */
const VALID_MS = {
  unreachable: 2 * MINUTE_MS,
  limited: 5 * MINUTE_MS,
  refused: 15 * MINUTE_MS,
} as const;

type ObservedType = Exclude<Health['type'], 'ready' | 'needs-access'>;

const HEALTH_AFTER: Readonly<Partial<Record<ErrorKind, ObservedType>>> = {
  network: 'unreachable',
  stalled: 'unreachable',
  overloaded: 'unreachable',
  'rate-limit': 'limited',
  blocked: 'refused',
  'web-page': 'refused',
  'sign-in': 'refused',
  credentials: 'needs-key',
};

function fingerprintOf(settings: unknown): string {
  return JSON.stringify(settings ?? null);
}

async function change(update: (before: Observations) => Observations): Promise<void> {
  const { before, after } = await item.change(update);
  if (after !== before) await announceProviders();
}
