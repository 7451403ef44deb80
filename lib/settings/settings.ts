import * as z from 'zod/mini';
import { storage } from 'wxt/utils/storage';
import { modelChoiceSchema } from '@/lib/chat/provider-info';

/** Every setting with its default; each falls back on its own where the stored value is damaged. */
export const settingsSchema = z.object({
  theme: z.catch(z.enum(['system', 'light', 'dark']), 'system'),
  /** What answers the next prompt; `null` means the first provider's first model. */
  model: z.catch(z.nullable(modelChoiceSchema), null),
  /** By provider id; each provider parses its own. */
  providers: z.catch(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
});
export type Settings = z.infer<typeof settingsSchema>;

const DEFAULTS = settingsSchema.parse({});

/** An older version of us is another program: raise `version` and add a migration per change. */
const item = storage.defineItem<unknown>('local:settings', { version: 1, fallback: DEFAULTS });

export async function readSettings(): Promise<Settings> {
  return settingsSchema.parse((await item.getValue()) ?? {});
}

/** Changes run one after the other, so that two in a row do not undo each other. */
let lastChange: Promise<unknown> = Promise.resolve();

export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const next = lastChange.then(async () => {
    const settings = change(await readSettings());
    await item.setValue(settings);
    return settings;
  });
  lastChange = next.catch(() => {});
  return next;
}

/** Calls `listener` with the settings after every change, in whichever context it was made. */
export function watchSettings(listener: (settings: Settings) => void, signal: AbortSignal): void {
  const stop = item.watch((value) => listener(settingsSchema.parse(value ?? {})));
  signal.addEventListener('abort', stop, { once: true });
}
