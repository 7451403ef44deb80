import * as z from '@/lib/schema';
import { createStoredItem } from '@/lib/platform/stored-item';

/**
 * What proves to a service who asks. Kept apart from the settings, in this browser alone: it is never
 * synced, exported, logged or shown. Only the background reads it.
 */
const credentialsSchema = z.object({
  key: z.nullable(z.string()),
  /** Headers of the user's own; some services take their key in one. */
  headers: z.recordOf(z.string()),
  /** The server they were given for, as `Connection` names it: they go nowhere else. */
  origin: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

const schema = z.catch(z.recordOf(credentialsSchema), {});

const item = createStoredItem('local', 'credentials', (stored) => z.parse(schema, stored));

/** By provider id. */
export function readCredentials(): Promise<Readonly<Record<string, Credentials>>> {
  return item.read();
}

/** Replaces what is kept for a provider; `null` forgets it. */
export async function saveCredentials(
  providerId: string,
  change: (before: Credentials | null) => Credentials | null,
): Promise<void> {
  await item.change(({ [providerId]: before = null, ...others }) => {
    const after = change(before);
    return after === null ? others : { ...others, [providerId]: after };
  });
}
