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

const ORIGIN = 'https://generativelanguage.googleapis.com';
/** Of an event with an image, in UTF-16 code units: some twenty megapixels as PNG. */
const MAX_IMAGE_EVENT_LENGTH = 60_000_000;

const settingsSchema = z.object({
  /** Whether models that think tell what they thought. */
  showsThoughts: z.catch(z.boolean(), false),
});
type Context = ProviderContext<z.infer<typeof settingsSchema>>;

/** Google's models, with a key of the user's own. https://ai.google.dev/api */
export const gemini = defineProvider({
  id: 'gemini',
  name: 'Google Gemini',
  isOnAtFirst: false,
  options: ALL_OPTIONS,
  settings: settingsSchema,
  settingFields: [
    {
      type: 'switch',
      key: 'showsThoughts',
      label: 'geminiShowsThoughtsLabel',
      help: 'geminiShowsThoughtsHelp',
    },
  ],
  connection: () => ({
    site: { name: 'gemini.google.com', url: 'https://gemini.google.com/' },
    origins: [`${ORIGIN}/*`],
    headerRules: [],
    key: { need: 'required', page: 'https://aistudio.google.com/app/apikey' },
  }),
  models: () => [
    toModel('gemini-flash-latest', 'Gemini Flash'),
    toModel('gemini-pro-latest', 'Gemini Pro'),
    toModel('gemini-2.5-flash-image', 'Gemini 2.5 Flash Image'),
  ],
  describeModel: (id) => toModel(id, id),
  listModels,
  send: (request, context) => withRetries(() => reply(request, context), context),
});

/** Only its name tells what a model makes. */
function toModel(id: string, name: string): Model {
  return { id, name, output: /-image\b/.test(id) ? 'image' : 'text', takesImages: true };
}

async function* reply(
  request: ChatRequest,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const { signal, settings } = context;
  const body = JSON.stringify(await toBody(request, settings));
  const path = `/models/${encodeURIComponent(request.modelId)}:streamGenerateContent?alt=sse`;
  const response = await call(path, { method: 'POST', body }, context);
  const makesImages = request.output === 'image';
  return yield* readReply(response, {
    alt: request.turns.at(-1)?.text ?? '',
    signal,
    ...(makesImages && { maxLength: MAX_IMAGE_EVENT_LENGTH }),
  });
}

/** The service has some dozens of models, and says them by the page. */
const MAX_PAGES = 10;

async function listModels(context: Context): Promise<Model[]> {
  const models: Model[] = [];
  let after = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const response = await call(`/models?pageSize=1000${after}`, {}, context);
    const list = await readJson(response, modelsSchema, context.signal);
    const chatting = (list.models ?? []).filter(canChat);
    models.push(
      ...chatting.map(({ name, displayName }) => toModel(idOf(name), displayName || idOf(name))),
    );
    if (!list.nextPageToken) break;
    after = `&pageToken=${encodeURIComponent(list.nextPageToken)}`;
  }
  return models;
}

type ListedModel = NonNullable<z.infer<typeof modelsSchema>['models']>[number];

/** Models that speak aloud are asked in the same way, and answer with sound alone. */
function canChat({ name, supportedGenerationMethods }: ListedModel): boolean {
  const methods = supportedGenerationMethods ?? [];
  return methods.includes('generateContent') && !/-tts\b/.test(name);
}

function idOf(name: string): string {
  return name.replace(/^models\//, '');
}

function call(path: string, init: TextRequestInit, context: Context): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-goog-api-key': context.apiKey ?? '' };
  return callApi(`${ORIGIN}/v1beta${path}`, { ...init, headers }, context, { parseError });
}
