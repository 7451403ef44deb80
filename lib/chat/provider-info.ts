import * as z from 'zod/mini';

export const modelSchema = z.object({
  id: z.string(),
  /** As people call it: `GPT-4o mini`. */
  name: z.string(),
  output: z.enum(['text', 'image']),
});
export type Model = z.infer<typeof modelSchema>;

/** One choice a user makes for a provider; the settings page draws its form from these. */
export const settingFieldSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('choice'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  z.object({ type: z.literal('switch'), key: z.string(), label: z.string(), help: z.string() }),
]);
export type SettingField = z.infer<typeof settingFieldSchema>;

/** What a UI may know of a provider: data, so that no network code is bundled into a UI. */
export const providerInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Where a person uses the service: offered when it refuses an extension. */
  site: z.object({ name: z.string(), url: z.string() }),
  /** Match patterns the browser must grant before the provider works, for its present settings. */
  origins: z.array(z.string()),
  models: z.array(modelSchema),
  /** Whether the service can be asked for its present models. */
  listsModels: z.boolean(),
  settingFields: z.array(settingFieldSchema),
  /** The present settings, as the form shows them. */
  settings: z.record(z.string(), z.union([z.string(), z.boolean()])),
});
export type ProviderInfo = z.infer<typeof providerInfoSchema>;

/** Which model answers the next prompt. */
export const modelChoiceSchema = z.object({ providerId: z.string(), modelId: z.string() });
export type ModelChoice = z.infer<typeof modelChoiceSchema>;
