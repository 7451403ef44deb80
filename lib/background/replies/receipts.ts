import { ChatError } from '@/lib/chat/errors';
import type { Reply } from '@/lib/chat/message';
import type { Receipt, SentRequest } from '@/lib/chat/receipt';
import type { ChatRequest, Fetch, TextRequestInit } from '@/lib/providers/provider';
import { LEFT_OUT, MIN_SECRET_LENGTH } from '@/lib/providers/shared/secrets';
import type { Credentials } from '@/lib/settings/credentials';
import type { ConfiguredProvider } from '../providers/provider-directory';

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

  return async (url, init) => {
    const sent = describe(url, init, credentials);
    receipt = { ...receipt, requests: [...receipt.requests, sent] };
    const latest = receipt;
    const saving = lastSave.then(() => save(latest));
    lastSave = saving.catch(() => {});
    await saving.catch((cause: unknown) => {
      throw new ChatError('storage', 'Could not store what is sent', { cause });
    });
    return send(url, init);
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
  url: string,
  { method = 'GET', headers, body }: TextRequestInit = {},
  credentials: Credentials | null,
): SentRequest {
  const conceal = concealer(credentials);
  const own = new Set(Object.keys(credentials?.headers ?? {}).map((name) => name.toLowerCase()));
  const sent = [...new Headers(headers)].map(([name, value]) => [
    name,
    own.has(name) ? LEFT_OUT : conceal(value),
  ]);
  return {
    at: Date.now(),
    method,
    url: conceal(url),
    headers: Object.fromEntries(sent),
    body: body === undefined ? null : { type: 'text', text: conceal(body) },
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
