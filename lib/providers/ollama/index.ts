import * as z from '@/lib/schema';
import { toBase64 } from '@/lib/chat/base64';
import { readBaseUrl } from '@/lib/chat/base-url';
import type { FinishReason } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import {
  ALL_OPTIONS,
  defineProvider,
  type ChatRequest,
  type ChatTurn,
  type ProviderContext,
  type ProviderEvent,
  type TextRequestInit,
} from '../provider';
import { callApi, readJson } from '../shared/api';
import { systemMessages, withoutBlankTurns } from '../shared/prompt';
import { withRetries } from '../shared/retries';
import { parseErrorAbout } from './errors';
import { readReply } from './stream';
import { modelSchema, tagsSchema } from './wire';

export const DEFAULT_BASE_URL = 'http://localhost:11434';
/** A large model is first loaded from disk, which a slow one takes minutes for. */
const LOAD_MS = 300_000;

const settingsSchema = z.object({
  /** Without a slash at its end. */
  baseUrl: z.catch(z.string(z.overwrite(usableBaseUrl)), DEFAULT_BASE_URL),
  /** Whether models that can think before they answer do. */
  thinks: z.catch(z.boolean(), true),
});
type Settings = z.infer<typeof settingsSchema>;
type Context = ProviderContext<Settings>;

/** Models on the user's own computer, or on one they know. https://docs.ollama.com/api */
export const ollama = defineProvider({
  id: 'ollama',
  name: 'Ollama',
  isOnAtFirst: false,
  stallMs: LOAD_MS,
  options: ALL_OPTIONS,
  settings: settingsSchema,
  settingFields: [
    {
      type: 'url',
      key: 'baseUrl',
      label: 'ollamaBaseUrlLabel',
      help: 'ollamaBaseUrlHelp',
      placeholder: DEFAULT_BASE_URL,
    },
    { type: 'switch', key: 'thinks', label: 'ollamaThinksLabel', help: 'ollamaThinksHelp' },
  ],
  connection({ baseUrl }) {
    const { protocol, hostname, origin } = new URL(baseUrl);
    return {
      site: { name: 'Ollama', url: 'https://ollama.com/' },
      origins: [`${protocol}//${hostname}/*`], // Firefox takes no port here
      server: origin,
      // The server refuses extensions by their origin, and takes its own.
      headerRules: [{ origin, headers: { origin } }],
      key: { need: 'optional', page: 'https://ollama.com/settings/keys' },
    };
  },
  models: () => [],
  listModels,
  send: (request, context) => withRetries(() => reply(request, context), context),
});

function usableBaseUrl(typed: string): string {
  const read = readBaseUrl(typed);
  return read.type === 'usable' ? read.url : DEFAULT_BASE_URL;
}

async function* reply(
  { modelId, turns, systemPrompt, temperature, maxTokens }: ChatRequest,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const messages = await Promise.all(withoutBlankTurns(turns).map(toMessage));
  const body = {
    model: modelId,
    messages: [...systemMessages(systemPrompt), ...messages],
    stream: true,
    ...(!context.settings.thinks && { think: false }), // `true` is refused by models that cannot
    options: {
      ...(temperature !== null && { temperature }),
      ...(maxTokens !== null && { num_predict: maxTokens }),
    },
  };
  const response = await post('/api/chat', { modelId, body, timeoutMs: LOAD_MS }, context);
  return yield* readReply(response, context.signal);
}

async function toMessage({ role, text, images }: ChatTurn) {
  const encoded = await Promise.all(images.map(toBase64));
  return { role, content: text, ...(encoded.length > 0 && { images: encoded }) };
}

async function listModels(context: Context): Promise<Model[]> {
  const response = await call('/api/tags', {}, context, { parseError: parseErrorAbout('') });
  const { models } = await readJson(response, tagsSchema, context.signal);
  const described = await Promise.all(models.map(({ name }) => describe(name, context)));
  return described.filter((model) => model !== null);
}

/** `null` for a model that does not chat, such as one for search. */
async function describe(modelId: string, context: Context): Promise<Model | null> {
  const response = await post('/api/show', { modelId, body: { model: modelId } }, context);
  const { capabilities } = await readJson(response, modelSchema, context.signal);
  const can = new Set(capabilities ?? ['completion']);
  if (!can.has('completion')) return null;
  return { id: modelId, name: modelId, output: 'text', takesImages: can.has('vision') };
}

interface PostOptions {
  readonly modelId: string;
  readonly body: unknown;
  readonly timeoutMs?: number;
}

function post(path: string, { modelId, body, ...options }: PostOptions, context: Context) {
  const init = { method: 'POST', body: JSON.stringify(body) };
  return call(path, init, context, { parseError: parseErrorAbout(modelId), ...options });
}

function call(
  path: string,
  init: TextRequestInit,
  context: Context,
  options: Parameters<typeof callApi>[3],
): Promise<Response> {
  const { settings, apiKey } = context;
  const headers = {
    'content-type': 'application/json',
    ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
  };
  return callApi(`${settings.baseUrl}${path}`, { ...init, headers }, context, options);
}
