import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import { LOCAL_ORIGINS, type LocalServer } from '@/lib/chat/local-server';
import type { RequestInput } from '@/lib/messaging/requests';
import { hasHostAccess } from '@/lib/platform/host-access';
import { DEFAULT_BASE_URL, ollama } from '@/lib/providers/ollama/index';
import { tagsSchema } from '@/lib/providers/ollama/wire';
import { readText } from '@/lib/providers/shared/http';
import { parseJson } from '@/lib/providers/shared/json';
import { changeSettings, preferencesOf, readSettings } from '@/lib/settings/settings';
import { addEndpoint, turnOn } from './endpoints';
import { applyHeaderRules } from './header-rules';
import { listPresets, refreshModels } from './provider-directory';

/** A server on this computer answers at once, unless it is just starting. */
const TIMEOUT_MS = 2000;
/** Of a list of models, in UTF-16 code units. */
const MAX_LIST_LENGTH = 1_000_000;

/** A kind of server, and where it listens unless its user chose otherwise. */
type Probe = Pick<LocalServer, 'id' | 'name' | 'baseUrl'>;
/** What a server says of itself; `null` where it is none of the kind. */
type Finding = Pick<LocalServer, 'models' | 'refusesUs'> | null;

/**
 * The model servers that run on this computer, at their usual ports.
 * @throws {ChatError} `host-access` where we may not ask.
 */
export async function findLocalServers(fetch = globalThis.fetch): Promise<LocalServer[]> {
  if (!(await hasHostAccess(LOCAL_ORIGINS))) {
    throw new ChatError('host-access', `Not allowed to contact ${LOCAL_ORIGINS.join(', ')}`);
  }
  const used = await usedServers();
  const found = await Promise.all(listProbes().map((probe) => findServer(probe, fetch)));
  return found.flatMap((server) =>
    server ? [{ ...server, providerId: used.get(server.baseUrl) ?? null }] : [],
  );
}

/** Makes a server that was found usable; resolves to its provider's id. */
export async function addLocalServer({
  id,
  baseUrl,
}: RequestInput<'add-local-server'>): Promise<string> {
  const providerId = id === ollama.id ? await pointOllamaAt(baseUrl) : await addPreset(id, baseUrl);
  await refreshModels(providerId).catch(() => {}); // it may want a key first
  return providerId;
}

async function pointOllamaAt(baseUrl: string): Promise<string> {
  await changeSettings((settings) => ({
    ...settings,
    providers: {
      ...settings.providers,
      [ollama.id]: { ...settings.providers[ollama.id], baseUrl },
    },
  }));
  await turnOn(ollama.id);
  return ollama.id;
}

async function addPreset(presetId: string, baseUrl: string): Promise<string> {
  const preset = listPresets().find(({ id }) => id === presetId);
  if (!preset) throw new ChatError('internal', `There is no preset "${presetId}"`);
  return addEndpoint({ kind: preset.kind, name: preset.name, baseUrl });
}

function listProbes(): Probe[] {
  const presets = listPresets().filter(({ place }) => place === 'this-computer');
  return [{ id: ollama.id, name: ollama.name, baseUrl: DEFAULT_BASE_URL }, ...presets];
}

/** Ids of the providers that are in use, by the server they are at. */
async function usedServers(): Promise<ReadonlyMap<unknown, string>> {
  const settings = await readSettings();
  const ids = settings.endpoints.map(({ id }) => id);
  if (preferencesOf(settings, ollama.id).isOn === true) ids.push(ollama.id);
  return new Map(ids.map((id) => [settings.providers[id]?.['baseUrl'] ?? DEFAULT_BASE_URL, id]));
}

type Found = Omit<LocalServer, 'providerId'>;

/** Some servers listen for only one of the two names of this computer. */
async function findServer(probe: Probe, fetch: typeof globalThis.fetch): Promise<Found | null> {
  const { id, name } = probe;
  for (const baseUrl of [probe.baseUrl, withOtherName(probe.baseUrl)]) {
    const finding = await (id === ollama.id ? askOllama : askOpenAi)({ id, name, baseUrl }, fetch);
    if (finding) return { id, name, baseUrl, ...finding };
  }
  return null;
}

function withOtherName(baseUrl: string): string {
  return baseUrl.includes('localhost')
    ? baseUrl.replace('localhost', '127.0.0.1')
    : baseUrl.replace('127.0.0.1', 'localhost');
}

async function askOllama({ baseUrl }: Probe, fetch: typeof globalThis.fetch): Promise<Finding> {
  await applyHeaderRules(ollama.connection({ baseUrl }).headerRules);
  const answer = await ask(`${baseUrl}/api/tags`, {}, fetch);
  if (isRefusal(answer)) return { models: null, refusesUs: true };
  const tags = answer?.status === 200 ? parseJson(tagsSchema, answer.body) : null;
  if (!tags) return null;
  const models = tags.models.map(({ name }) => name);
  // Only what is posted tells who asks.
  const body = JSON.stringify({ model: models[0] ?? '' });
  const posted = await ask(`${baseUrl}/api/show`, { method: 'POST', body }, fetch);
  return { models, refusesUs: isRefusal(posted) };
}

function isRefusal(answer: Answer | null): boolean {
  return answer?.status === 403 && answer.body === '';
}

/** gpt4free lists the services it asks beside the models. */
const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string(), provider: z.nullish(z.unknown()) })),
});

async function askOpenAi({ id, baseUrl }: Probe, fetch: typeof globalThis.fetch): Promise<Finding> {
  const answer = await ask(`${baseUrl}/models`, {}, fetch);
  if (answer === null) return null;
  if (answer.status === 401)
    return wantsKey(id, answer) ? { models: null, refusesUs: false } : null;
  const list = answer.status === 200 ? parseJson(modelsSchema, answer.body) : null;
  if (!list || !isKind(id, list)) return null;
  const models = list.data.filter(({ provider }) => provider !== true);
  return { models: models.map((model) => model.id), refusesUs: false };
}

/** Jan and gpt4free share a port; gpt4free's list is open to all, and has services in it. */
function isKind(id: string, { data }: z.infer<typeof modelsSchema>): boolean {
  const isGpt4free = data.some(({ provider }) => provider === true);
  if (id === 'gpt4free') return isGpt4free;
  return id !== 'jan' || !isGpt4free;
}

/** Programs of many kinds answer 401; Jan is the one at its port, others say it in their format. */
function wantsKey(id: string, { body }: Answer): boolean {
  if (id === 'gpt4free') return false;
  return id === 'jan' || parseJson(z.object({ error: z.unknown() }), body) !== null;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `null` where nobody answers, or not in time. */
async function ask(
  url: string,
  init: RequestInit,
  fetch: typeof globalThis.fetch,
): Promise<Answer | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, { ...init, credentials: 'omit', redirect: 'error', signal });
    const body = await readText(response.body, { maxLength: MAX_LIST_LENGTH, signal });
    return { status: response.status, body };
  } catch {
    return null;
  }
}
