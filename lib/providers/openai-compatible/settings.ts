import * as z from '@/lib/schema';
import { readBaseUrl } from '@/lib/chat/base-url';
import type { SettingField } from '@/lib/chat/provider-info';
import type { ProviderContext } from '../provider';

export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

export const settingsSchema = z.object({
  /** Without a slash at its end; empty where what was stored cannot be used. */
  baseUrl: z.catch(z.string(z.overwrite(usableBaseUrl)), ({ input }) =>
    input === undefined ? OPENAI_BASE_URL : '',
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

export type Context = ProviderContext<Settings>;

export const settingFields: readonly SettingField[] = [
  {
    type: 'url',
    key: 'baseUrl',
    label: 'openaiCompatibleBaseUrlLabel',
    help: 'openaiCompatibleBaseUrlHelp',
    placeholder: 'https://api.example.com/v1',
  },
];

/** What documentation gives as an example is often the address of one request. */
const REQUEST_PATH = /\/(?:chat\/completions|completions|responses|models|images\/generations)$/;

function usableBaseUrl(typed: string): string {
  const read = readBaseUrl(typed);
  if (read.type !== 'usable') return '';
  const base = read.url.replace(REQUEST_PATH, '');
  const isHostAlone = new URL(base).pathname === '/';
  return isHostAlone ? `${base}/v1` : base; // where nearly all of these servers have it
}
