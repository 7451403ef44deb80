import { ChatError } from '@/lib/chat/errors';
import type { Reply } from '@/lib/chat/message';
import type { Receipt, SentRequest } from '@/lib/chat/receipt';
import type { ChatRequest } from '@/lib/providers/provider';
import { LEFT_OUT, MIN_SECRET_LENGTH } from '@/lib/providers/shared/secrets';
import type { Credentials } from '@/lib/settings/credentials';
import type { ConfiguredProvider } from '../providers/provider-directory';

type Fetch = typeof fetch;

interface RecordingOptions {
  readonly reply: Reply;
  readonly request: ChatRequest;
  readonly configured: Pick<ConfiguredProvider, 'name' | 'credentials'>;
  readonly save: (receipt: Receipt) => Promise<void>;
}

/** `fetch` that stores what a reply's requests carry, each before it goes out. */
export function recordingFetch(
  send: Fetch,
  { reply, request, configured, save }: RecordingOptions,
): Fetch {
  const { credentials } = configured;
  let receipt = newReceipt(reply, request, configured.name);
  let lastSave: Promise<unknown> = Promise.resolve();

  return async (input, init) => {
    const sent = describe(input, init, credentials);
    receipt = { ...receipt, requests: [...receipt.requests, sent] };
    const latest = receipt;
    const saving = lastSave.then(() => save(latest));
    lastSave = saving.catch(() => {});
    await saving.catch((cause: unknown) => {
      throw new ChatError('storage', 'Could not store what is sent', { cause });
    });
    return send(input, init);
  };
}

function newReceipt(reply: Reply, request: ChatRequest, providerName: string): Receipt {
  const { modelId, systemPrompt, temperature, maxTokens, turns } = request;
  return {
    replyId: reply.id,
    providerId: reply.providerId,
    providerName,
    modelId,
    modelName: reply.modelName,
    systemPrompt,
    temperature,
    maxTokens,
    messages: turns.map(({ role, text, images }) => ({
      role,
      text,
      images: images.map(({ type, size }) => ({ type, size })),
    })),
    requests: [],
  };
}

function describe(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
  credentials: Credentials | null,
): SentRequest {
  const conceal = concealer(credentials);
  const request = input instanceof Request ? input : null;
  const url = request?.url ?? String(input);
  const own = new Set(Object.keys(credentials?.headers ?? {}).map((name) => name.toLowerCase()));
  const headers = [...new Headers(init?.headers ?? request?.headers)].map(([name, value]) => [
    name,
    own.has(name) ? LEFT_OUT : conceal(value),
  ]);
  return {
    at: Date.now(),
    method: init?.method ?? request?.method ?? 'GET',
    url: conceal(url),
    headers: Object.fromEntries(headers),
    body: bodyOf(init?.body, conceal),
  };
}

/** Replaces the key and what own headers hold wherever they are, however they are written. */
function concealer(credentials: Credentials | null): (text: string) => string {
  const { key = null, headers = {} } = credentials ?? {};
  const long = Object.values(headers).filter((value) => value.length >= MIN_SECRET_LENGTH);
  const secrets = key === null || key === '' ? long : [key, ...long];
  const spellings = [...new Set(secrets.flatMap(spellingsOf))];
  const longestFirst = spellings.toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((all, secret) => all.replaceAll(secret, LEFT_OUT), text);
}

/** As it is, in a URL, in a form, and in JSON. */
function spellingsOf(secret: string): string[] {
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  return [secret, encodeURIComponent(secret), inForm, JSON.stringify(secret).slice(1, -1)];
}

function bodyOf(body: RequestInit['body'], conceal: (text: string) => string): SentRequest['body'] {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return { type: 'text', text: conceal(body) };
  if (body instanceof URLSearchParams) return { type: 'text', text: conceal(body.toString()) };
  if (body instanceof Blob) return { type: 'binary', mediaType: body.type, size: body.size };
  if (body instanceof FormData) {
    return { type: 'binary', mediaType: 'multipart/form-data', size: null };
  }
  const size = body instanceof ReadableStream ? null : body.byteLength;
  return { type: 'binary', mediaType: '', size };
}
