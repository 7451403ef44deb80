import * as z from '@/lib/schema';
import type { FinishReason } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import {
  ALL_OPTIONS,
  defineProvider,
  type ChatRequest,
  type ProviderContext,
  type ProviderEvent,
  type TextRequestInit,
} from '../provider';
import { callApi, readJson } from '../shared/api';
import { withRetries } from '../shared/retries';
import { toBody } from './body';
import { parseError } from './errors';
import { readReply } from './stream';
import { modelsSchema } from './wire';

const ORIGIN = 'https://api.anthropic.com';
/** Later versions refuse a temperature. */
const API_VERSION = '2023-06-01';

const settingsSchema = z.object({
  /** Whether models that can think before they answer do. */
  thinks: z.catch(z.boolean(), false),
});
type Context = ProviderContext<z.infer<typeof settingsSchema>>;

const textModel = (id: string, name: string): Model => ({
  id,
  name,
  output: 'text',
  takesImages: true,
});

/** Claude, with a key of the user's own. https://platform.claude.com/docs/en/api/overview */
export const anthropic = defineProvider({
  id: 'anthropic',
  name: 'Anthropic',
  isOnAtFirst: false,
  options: ALL_OPTIONS,
  settings: settingsSchema,
  settingFields: [
    {
      type: 'switch',
      key: 'thinks',
      label: 'anthropicThinksLabel',
      help: 'anthropicThinksHelp',
    },
  ],
  connection: () => ({
    site: { name: 'claude.ai', url: 'https://claude.ai/' },
    origins: [`${ORIGIN}/*`],
    headerRules: [],
    key: { need: 'required', page: 'https://platform.claude.com/settings/keys' },
  }),
  models: () => [
    textModel('claude-sonnet-4-6', 'Claude Sonnet 4.6'),
    textModel('claude-opus-4-8', 'Claude Opus 4.8'),
    textModel('claude-haiku-4-5', 'Claude Haiku 4.5'),
  ],
  describeModel: (id) => textModel(id, id),
  listModels,
  send: (request, context) => withRetries(() => reply(request, context), context),
});

async function* reply(
  request: ChatRequest,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const body = JSON.stringify(await toBody(request, context.settings));
  const response = await call('/v1/messages', { method: 'POST', body }, context);
  return yield* readReply(response, context.signal);
}

/** The service has some dozens of models, and says them by the page. */
const MAX_PAGES = 10;

async function listModels(context: Context): Promise<Model[]> {
  const models: Model[] = [];
  let after = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const response = await call(`/v1/models?limit=100${after}`, {}, context);
    const { data, has_more, last_id } = await readJson(response, modelsSchema, context.signal);
    models.push(...data.map(({ id, display_name }) => textModel(id, display_name || id)));
    if (!has_more || !last_id) break;
    after = `&after_id=${encodeURIComponent(last_id)}`;
  }
  return models;
}

function call(path: string, init: TextRequestInit, context: Context): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    'anthropic-version': API_VERSION,
    'anthropic-dangerous-direct-browser-access': 'true', // the key is the user's own, and stays here
    'x-api-key': context.apiKey ?? '',
  };
  return callApi(`${ORIGIN}${path}`, { ...init, headers }, context, { parseError });
}
