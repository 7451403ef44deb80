import type { Model } from '@/lib/chat/provider-info';
import { readJson } from '../shared/api';
import { describeModel, type ModelFacts } from './model-facts';
import { get } from './requests';
import { serverOf, type Server } from './server';
import { OPENAI_BASE_URL, type Context, type Settings } from './settings';
import { modelsSchema, type ListedModel, type ModelList } from './wire';

/** Of OpenAI's own models some that are there to stay; what other servers have, they tell. */
const OPENAI_MODELS = ['gpt-5-mini', 'gpt-5', 'gpt-4.1', 'gpt-4o', 'gpt-image-1', 'dall-e-3'];

export function knownModels({ baseUrl }: Settings): readonly Model[] {
  if (baseUrl !== OPENAI_BASE_URL) return [];
  return OPENAI_MODELS.flatMap((id) => describeModel({ id }) ?? []);
}

/** The models for chat and for images that the server has now: newest first, images last. */
export async function listModels(context: Context): Promise<readonly Model[]> {
  const server = serverOf(context.settings);
  const list = await fetchList(server, context);
  const models = factsIn(list, server)
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .flatMap((facts) => describeModel(facts) ?? []);
  return models.toSorted((a, b) => Number(a.output === 'image') - Number(b.output === 'image'));
}

async function fetchList({ baseUrl, presetId }: Server, context: Context): Promise<ModelList> {
  if (presetId === 'lm-studio') {
    const detailed = await fetchDetailedList(baseUrl, context);
    if (detailed) return detailed;
  }
  return readJson(await get(`${baseUrl}/models`, context), modelsSchema, context.signal);
}

/** LM Studio says which models take images in a list of its own; older ones have none. */
async function fetchDetailedList(baseUrl: string, context: Context): Promise<ModelList | null> {
  try {
    const response = await get(new URL('/api/v0/models', baseUrl).href, context);
    return await readJson(response, modelsSchema, context.signal);
  } catch {
    context.signal.throwIfAborted();
    return null;
  }
}

function factsIn(list: ModelList, { makesImagesInChat }: Server): ModelFacts[] {
  const entries = (Array.isArray(list) ? list : list.data).filter((entry) => entry !== null);
  const details = Array.isArray(list) ? [] : (list.models ?? []);
  return entries.map((entry) => {
    const detail = details.find(({ name }) => name === entry.id);
    return {
      ...toFacts(entry),
      ...(makesImagesInChat && { hasImageChoices: false }),
      ...(detail?.capabilities && { takesImages: detail.capabilities.includes('multimodal') }),
    };
  });
}

/** What a server says of a model, in whichever way it does. */
function toFacts(entry: ListedModel): ModelFacts {
  const { input_modalities: input, output_modalities: output } = entry.architecture ?? {};
  return {
    id: entry.id,
    name: entry.display_name || entry.name || undefined,
    createdAt: entry.created ?? undefined,
    output: outputIn(entry, output),
    takesImages:
      input?.includes('image') ??
      entry.capabilities?.vision ??
      entry.vision ??
      visionOf(entry.type),
  };
}

/** By its type, where a server names one. */
const OUTPUT_BY_TYPE: Readonly<Record<string, ModelFacts['output']>> = {
  llm: 'text',
  vlm: 'text',
  chat: 'text',
  language: 'text',
  code: 'text',
  image: 'image',
  embedding: 'other',
  embeddings: 'other',
  rerank: 'other',
  moderation: 'other',
  audio: 'other',
  transcribe: 'other',
  video: 'other',
};

function outputIn(
  { type, image, capabilities }: ListedModel,
  modalities: readonly string[] | null | undefined,
): ModelFacts['output'] {
  if (modalities) {
    if (modalities.includes('image')) return 'image';
    return modalities.includes('text') ? 'text' : 'other';
  }
  if (image) return 'image';
  if (capabilities?.completion_chat === false) return 'other';
  return OUTPUT_BY_TYPE[type ?? ''];
}

function visionOf(type: string | null | undefined): boolean | undefined {
  if (type === 'vlm') return true;
  return type === 'llm' ? false : undefined;
}
