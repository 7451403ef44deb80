import * as z from '@/lib/schema';
import { modelChoiceSchema } from '@/lib/chat/provider-info';
import { createStoredItem } from '@/lib/platform/stored-item';
import { savedPromptSchema } from '@/lib/prompts/saved-prompts';

/** What a user chose for one provider, whichever it is. */
export const preferencesSchema = z.object({
  /** `null` leaves it to the provider: free services are on, those that need a key are off. */
  isOn: z.catch(z.nullable(z.boolean()), null),
  systemPrompt: z.catch(z.string(), ''),
  /** `null` leaves both to the service. */
  temperature: z.catch(z.nullable(z.number(z.isBetween(0, 2))), null),
  maxTokens: z.catch(z.nullable(z.number(z.isWhole, z.isBetween(1, Infinity))), null),
  /** Ids of the models to offer; `null` means all. */
  shownModels: z.catch(z.nullable(z.array(z.string())), null),
  /** Ids that the user typed in, for services that do not name all they have. */
  addedModels: z.catch(z.array(z.string()), []),
  /** Whether it may answer by itself where another provider failed. */
  takesOver: z.catch(z.boolean(), false),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** A server that the user added: its settings and preferences are kept under its id, as a provider's are. */
export const endpointSchema = z.object({ id: z.string(), kind: z.string(), name: z.string() });

/** Every setting with its default; each falls back on its own where the stored value is damaged. */
export const settingsSchema = z.object({
  theme: z.catch(z.literal(['system', 'light', 'dark']), 'system'),
  /** What answers the next prompt; `null` means the first provider's first model. */
  model: z.catch(z.nullable(modelChoiceSchema), null),
  /** By provider id; each provider parses its own. */
  providers: z.catch(z.recordOf(z.recordOf(z.unknown())), {}),
  /** By provider id; one that is not here has the defaults. */
  preferences: z.catch(z.recordOf(preferencesSchema), {}),
  endpoints: z.catch(z.array(endpointSchema), []),
  /** How images are asked for, by model id; a model without those has its own default. */
  images: z.catch(
    z.recordOf(z.object({ size: z.optional(z.string()), quality: z.optional(z.string()) })),
    {},
  ),
  /** The questions offered beside a selection, in their order; `null` means those we suggest. */
  prompts: z.catch(z.nullable(z.array(savedPromptSchema)), null),
  /** Sites of which nothing is read; `null` means those we suggest. */
  quietSites: z.catch(z.nullable(z.array(z.string())), null),
  /** Whether asking about a selection sends at once, or puts it into the message box. */
  asksAtOnce: z.catch(z.boolean(), true),
  /** Whether the first run's choices were made or skipped. */
  isSetUp: z.catch(z.boolean(), false),
});
export type Settings = z.infer<typeof settingsSchema>;

const item = createStoredItem('local', 'settings', (stored) =>
  z.parse(settingsSchema, stored ?? {}),
);

const NO_PREFERENCES = z.parse(preferencesSchema, {});

/** What the user chose for a provider, with defaults for the rest. */
export function preferencesOf(settings: Settings, providerId: string): Preferences {
  return settings.preferences[providerId] ?? NO_PREFERENCES;
}

export function readSettings(): Promise<Settings> {
  return item.read();
}

/** Resolves with the settings as they are after the change. */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const { after } = await item.change(change);
  return after;
}

/** Calls `listener` with the settings after every change, in whichever context it was made. */
export function watchSettings(listener: (settings: Settings) => void, signal: AbortSignal): void {
  item.watch(listener, signal);
}
