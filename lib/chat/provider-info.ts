import * as z from '@/lib/schema';

export const modelSchema = z.object({
  id: z.string(),
  /** As people call it: `GPT-4o mini`. */
  name: z.string(),
  output: z.literal(['text', 'image']),
  /** Whether a prompt may carry images. */
  takesImages: z.optional(z.boolean()),
  /** Sizes an image model can be asked for, such as `1024x1024`; the first is its default. */
  imageSizes: z.optional(z.array(z.string())),
  imageQualities: z.optional(z.array(z.string())),
});
export type Model = z.infer<typeof modelSchema>;

/** One choice a user makes for a provider; the settings page draws its form from these. */
export const settingFieldSchema = z.oneOf('type', [
  z.object({
    type: z.literal('choice'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  z.object({ type: z.literal('switch'), key: z.string(), label: z.string(), help: z.string() }),
  z.object({
    type: z.literal('url'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    placeholder: z.string(),
  }),
]);
export type SettingField = z.infer<typeof settingFieldSchema>;

/** What is known now of a provider, in terms of what the user can do. */
export const healthSchema = z.oneOf('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('needs-access') }), // the browser has not granted its hosts
  z.object({ type: z.literal('needs-key') }), // it has no key, or a wrong one
  /** It asked to wait. Milliseconds since the epoch; `null` where it did not say until when. */
  z.object({ type: z.literal('limited'), until: z.nullable(z.number()) }),
  z.object({ type: z.literal('unreachable') }),
  z.object({ type: z.literal('refused') }), // it answered, and would not serve us
]);
export type Health = z.infer<typeof healthSchema>;

/** What a request to any model may carry besides its messages; each provider names what it takes. */
export const modelOptionSchema = z.literal(['system-prompt', 'temperature', 'max-tokens']);
export type ModelOption = z.infer<typeof modelOptionSchema>;

/** What a UI may know of a provider: data, so that no network code is bundled into a UI. */
export const providerInfoSchema = z.object({
  id: z.string(),
  /** The definition behind it: several endpoints share one. */
  kind: z.string(),
  /** As the user knows it; an endpoint's is the user's own. */
  name: z.string(),
  /** Whether its models can be chosen. */
  isOn: z.boolean(),
  /** An endpoint that the user added, and can rename and remove. */
  isEndpoint: z.boolean(),
  /** What is known of a service without a published API: a message key; `null` for the others. */
  caveat: z.nullable(z.string()),
  /** Where a person uses the service: offered when it refuses an extension. */
  site: z.object({ name: z.string(), url: z.string() }),
  /** Match patterns the browser must grant before the provider works, for its present settings. */
  origins: z.array(z.string()),
  key: z.object({
    need: z.literal(['none', 'optional', 'required']),
    isSet: z.boolean(),
    /** Where a person gets one. */
    page: z.nullable(z.string()),
  }),
  /** Whether requests may carry headers of the user's own. */
  takesHeaders: z.boolean(),
  /** Of the headers that are kept for it; their values stay in the background. */
  headerNames: z.array(z.string()),
  health: healthSchema,
  /** All it has; `shownModels` are those that are offered. */
  models: z.array(modelSchema),
  shownModels: z.array(modelSchema),
  /** Whether the service can be asked for its present models. */
  listsModels: z.boolean(),
  options: z.array(modelOptionSchema),
  settingFields: z.array(settingFieldSchema),
  /** The present settings, as the form shows them. */
  settings: z.recordOf(z.union([z.string(), z.boolean()])),
});
export type ProviderInfo = z.infer<typeof providerInfoSchema>;

/** A server that people commonly use through one provider: what a new endpoint starts from. */
export const endpointPresetSchema = z.object({
  id: z.string(),
  /** The definition it is an endpoint of. */
  kind: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  place: z.literal(['cloud', 'this-computer']),
  key: z.literal(['none', 'optional', 'required']),
  keyPage: z.nullable(z.string()),
});
export type EndpointPreset = z.infer<typeof endpointPresetSchema>;

/** Which model answers the next prompt. */
export const modelChoiceSchema = z.object({ providerId: z.string(), modelId: z.string() });
export type ModelChoice = z.infer<typeof modelChoiceSchema>;
