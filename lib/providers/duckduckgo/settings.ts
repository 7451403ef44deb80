import * as z from '@/lib/schema';
import type { SettingField } from '@/lib/chat/provider-info';
import type { ProviderContext } from '../provider';

/** The service answers on both hosts; everything about a request names one and the same. */
const HOSTS = ['duckduckgo.com', 'duck.ai'] as const;
/** The years whose request format the service's own page used. */
const FORMATS = ['2025', '2026'] as const;

export const settingsSchema = z.object({
  host: z.catch(z.literal(HOSTS), 'duckduckgo.com'),
  format: z.catch(z.literal(FORMATS), '2025'),
  /** Whether models that the service does not list are asked for all the same. */
  allowUnknownModels: z.catch(z.boolean(), false),
});
export type Settings = z.infer<typeof settingsSchema>;

export type Context = ProviderContext<Settings>;

export const settingFields: readonly SettingField[] = [
  {
    type: 'choice',
    key: 'host',
    label: 'duckduckgoHostLabel',
    help: 'duckduckgoHostHelp',
    options: HOSTS.map((host) => ({ value: host, label: host })),
  },
  {
    type: 'choice',
    key: 'format',
    label: 'duckduckgoFormatLabel',
    help: 'duckduckgoFormatHelp',
    options: FORMATS.map((year) => ({ value: year, label: year })),
  },
  {
    type: 'switch',
    key: 'allowUnknownModels',
    label: 'duckduckgoAllowUnknownModelsLabel',
    help: 'duckduckgoAllowUnknownModelsHelp',
  },
];
