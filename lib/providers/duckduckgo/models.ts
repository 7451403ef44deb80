import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { Model } from '@/lib/chat/provider-info';
import { dataOf, readText } from '../shared/http';
import { parseJson } from '../shared/json';
import { callApi, checked } from './requests';
import type { Context } from './settings';
import { modelsSchema } from './wire';

const textModel = (id: string, name: string): Model => ({ id, name, output: 'text' });

const GPT = 'gpt-4o-mini';
const LLAMA = 'meta-llama/Llama-3.3-70B-Instruct-Turbo';
const CLAUDE = 'claude-3-haiku-20240307';
const MISTRAL = 'mistralai/Mistral-Small-24B-Instruct-2501';

/** The models of the spring of 2025, the default one first. */
export const models: readonly Model[] = [
  textModel(GPT, 'GPT-4o mini'),
  textModel(LLAMA, 'Llama 3.3 70B'),
  textModel(CLAUDE, 'Claude 3 Haiku'),
  textModel('o3-mini', 'o3-mini'),
  textModel(MISTRAL, 'Mistral Small 24B'),
];

const ALIASES: Readonly<Record<string, string>> = {
  'gpt-4': GPT,
  'gpt-4o': GPT,
  'llama-3.3-70b': LLAMA,
  'claude-3-haiku': CLAUDE,
  'mixtral-small-24b': MISTRAL,
  'mistral-small-24b': MISTRAL,
  'mistral-small': MISTRAL,
};

/**
 * The service's own id for a model.
 * @throws {ChatError} `model-unavailable` for one that it does not have.
 */
export async function resolveModel(modelId: string, context: Context): Promise<string> {
  const model = (Object.hasOwn(ALIASES, modelId) && ALIASES[modelId]) || modelId || GPT;
  if (context.settings.allowUnknownModels || models.some(({ id }) => id === model)) return model;
  const listed = (await rememberedIds(context)) ?? (await listModels(context)).map(({ id }) => id);
  if (listed.includes(model)) return model;
  const available = models.map(({ id }) => id).join(', ');
  const message = `Model ${model} not supported. Available models: ${available}`;
  throw new ChatError('model-unavailable', message);
}

const MAX_LIST_LENGTH = 500_000;

/** The free models the service has now; those we know where it does not say. */
export async function listModels(context: Context): Promise<readonly Model[]> {
  const listed = await fetchModels(context);
  const ids = listed.map(({ id }) => id);
  await context.session.set(keyOf(context), ids);
  return listed;
}

async function fetchModels(context: Context): Promise<readonly Model[]> {
  try {
    const headers = { accept: 'application/json' };
    const response = await checked(
      await callApi('/duckchat/v1/models', { headers }, context),
      context,
    );
    const { signal } = context;
    const body = await readText(dataOf(response), { maxLength: MAX_LIST_LENGTH, signal });
    const free = parseJson(modelsSchema, body)?.models.filter(isFree) ?? [];
    if (free.length > 0) return free.map(({ id, name }) => textModel(id, name || id));
  } catch {
    context.signal.throwIfAborted(); // whatever else it was, the models we know remain
  }
  return models;
}

type ListedModel = z.infer<typeof modelsSchema>['models'][number];

function isFree({ accessTier, entityHasAccess }: ListedModel): boolean {
  const tiers = typeof accessTier === 'string' ? [accessTier] : (accessTier ?? ['free']);
  return entityHasAccess !== false && tiers.includes('free');
}

/** What the service listed since the browser started; `null` where it was not asked. */
async function rememberedIds(context: Context): Promise<string[] | null> {
  const stored = await context.session.get(keyOf(context));
  return z.parse(z.catch(z.nullable(z.array(z.string())), null), stored ?? null);
}

function keyOf({ settings }: Context): string {
  return `models:${settings.host}`;
}
