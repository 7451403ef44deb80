import * as z from 'zod/mini';
import { storage } from 'wxt/utils/storage';

/**
 * What proves to a service who asks. Kept apart from the settings, in this browser alone: it is never
 * synced, exported, logged or shown. Only the background reads it.
 */
const credentialsSchema = z.object({
  key: z.nullable(z.string()),
  /** Headers of the user's own; some services take their key in one. */
  headers: z.record(z.string(), z.string()),
  /** The server they were given for, as `Connection` names it: they go nowhere else. */
  origin: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

const schema = z.catch(z.record(z.string(), credentialsSchema), {});

const item = storage.defineItem<unknown>('local:credentials', { version: 1, fallback: {} });

/** By provider id. */
export async function readCredentials(): Promise<Readonly<Record<string, Credentials>>> {
  return schema.parse((await item.getValue()) ?? {});
}

/** Changes run one after the other, so that two in a row do not undo each other. */
let lastChange: Promise<unknown> = Promise.resolve();

/** Replaces what is kept for a provider; `null` forgets it. */
export function saveCredentials(
  providerId: string,
  change: (before: Credentials | null) => Credentials | null,
): Promise<void> {
  const next = lastChange.then(async () => {
    const { [providerId]: before = null, ...others } = await readCredentials();
    const after = change(before);
    await item.setValue(after === null ? others : { ...others, [providerId]: after });
  });
  lastChange = next.catch(() => {});
  return next;
}
