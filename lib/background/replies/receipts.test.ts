import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import type { Receipt } from '@/lib/chat/receipt';
import type { ChatRequest, Provider, ProviderContext } from '@/lib/providers/provider';
import { duckduckgo } from '@/lib/providers/duckduckgo/index';
import { openaiCompatible } from '@/lib/providers/openai-compatible/index';
import { startDuckduckgoEmulator } from '@/test/emulators/duckduckgo';
import { createNodeBrowser, VirtualClock } from '@/test/emulators/node-context';
import { startOpenaiEmulator } from '@/test/emulators/openai';
import { recordingFetch } from './receipts';

const KEY = 'sk-canary-0123456789';
const PNG = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], { type: 'image/png' });

const reply: Reply = {
  id: newId<MessageId>(),
  conversationId: newId<ConversationId>(),
  parentId: newId<MessageId>(),
  createdAt: 1,
  role: 'assistant',
  parts: [],
  providerId: 'p',
  modelId: 'm',
  modelName: 'Model M',
  continues: null,
  wait: null,
  outcome: null,
};

function requestFor(modelId: string): ChatRequest {
  return {
    modelId,
    output: 'text',
    turns: [{ role: 'user', text: 'Ünïcode 🙂 "quoted"\n', images: [PNG] }],
    systemPrompt: 'Be short.',
    temperature: 0.5,
    maxTokens: 99,
    imageSize: null,
    imageQuality: null,
    state: null,
  };
}

/** Lets `provider` answer; tells each receipt that was stored, oldest first. */
async function answer(
  provider: Provider,
  request: ChatRequest,
  context: ProviderContext<unknown>,
): Promise<Receipt[]> {
  const saved: Receipt[] = [];
  const { apiKey: key, headers } = context;
  const recording = recordingFetch(context.fetch, {
    reply,
    request,
    configured: { name: 'Service', credentials: { key, headers, origin: '' } },
    save: async (receipt) => void saved.push(receipt),
  });
  try {
    for await (const _ of provider.send(request, { ...context, fetch: recording }));
  } catch {
    // failed replies have a receipt, too
  }
  return saved;
}

const bodiesOf = (receipt: Receipt | undefined) =>
  receipt?.requests.map(({ body }) => (body?.type === 'text' ? body.text : '')) ?? [];

test('a receipt has every request of a reply, its bodies byte for byte', async () => {
  const clock = new VirtualClock();
  await using emulator = await startDuckduckgoEmulator({ now: clock.now });
  await using browser = createNodeBrowser({ provider: duckduckgo, emulator, clock });
  const [model] = duckduckgo.models({});
  const receipts = await answer(duckduckgo, requestFor(model?.id ?? ''), browser.context());
  const last = receipts.at(-1);
  expect(bodiesOf(last)).toEqual(emulator.requests.map(({ body }) => body));
  expect(last?.requests.map(({ url, method }) => `${method} ${new URL(url).pathname}`)).toEqual(
    emulator.requests.map(({ path, method }) => `${method} ${path.replace(/\?.*/, '')}`),
  );
  expect(receipts).toHaveLength(emulator.requests.length); // one was stored before each went out
  expect(last).toMatchObject({
    replyId: reply.id,
    providerName: 'Service',
    modelName: 'Model M',
    systemPrompt: 'Be short.',
    messages: [{ role: 'user', images: [{ type: 'image/png', size: 4 }] }],
  });
});

test('the request of a reply that fails is in its receipt', async () => {
  await using emulator = await startOpenaiEmulator({ script: { key: KEY } });
  emulator.script.faults = [{ on: 'chat', times: 9, status: 401, body: '{}' }];
  await using browser = createNodeBrowser({ provider: openaiCompatible, emulator });
  const { settings } = emulator;
  const context = browser.context({ settings, apiKey: KEY });
  const receipts = await answer(openaiCompatible, requestFor('gpt-4o'), context);
  expect(bodiesOf(receipts.at(-1))).toEqual(emulator.requests.map(({ body }) => body));
});

test('a key is in no receipt, nor what the user’s own headers hold', async () => {
  await using emulator = await startOpenaiEmulator({ script: { key: KEY } });
  await using browser = createNodeBrowser({ provider: openaiCompatible, emulator });
  const headers = { 'X-Tenant': 'tenant-canary', 'X-Flag': '1' };
  const context = browser.context({ settings: emulator.settings, apiKey: KEY, headers });
  const receipts = await answer(openaiCompatible, requestFor('gpt-4o'), context);
  expect(JSON.stringify(receipts)).not.toContain('canary');
  expect(receipts.at(-1)?.requests.at(-1)?.headers).toMatchObject({
    authorization: 'Bearer [left out]',
    'x-tenant': '[left out]',
    'x-flag': '[left out]',
  });
  expect(bodiesOf(receipts.at(-1))).toEqual(emulator.requests.map(({ body }) => body));
});

test('a key is left out wherever it is written, and however', async () => {
  const keys = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(keys, async (key) => {
      fc.pre(key.trim() !== '' && !LEFT_ALONE.includes(key));
      const saved: Receipt[] = [];
      const send = recordingFetch(async () => new Response(), {
        reply,
        request: requestFor('m'),
        configured: { name: 'Service', credentials: { key, headers: {}, origin: '' } },
        save: async (receipt) => void saved.push(receipt),
      });
      const query = new URLSearchParams({ key });
      await send(`https://example.com/?a=${encodeURIComponent(key)}&${query}`, {
        method: 'POST',
        headers: { 'x-key': encodeURIComponent(key) },
        body: JSON.stringify({ key, text: `before ${key} after` }),
      });
      const [sent] = saved[0]?.requests ?? [];
      const text = sent?.body?.type === 'text' ? sent.body.text : '';
      expect(text).not.toContain(JSON.stringify(key).slice(1, -1));
      expect(`${sent?.url} ${sent?.headers['x-key']}`).not.toContain(encodeURIComponent(key));
      expect(sent?.url).not.toContain(query.toString().slice('key='.length));
    }),
  );
});

/** A key that is a part of these would be found in what stands for it. */
const LEFT_ALONE = '[left out]';

test('where a receipt cannot be stored nothing is sent', async () => {
  let sent = 0;
  const send = recordingFetch(
    async () => {
      sent += 1;
      return new Response();
    },
    {
      reply,
      request: requestFor('m'),
      configured: { name: 'Service', credentials: null },
      save: () => Promise.reject(new Error('Disk full')),
    },
  );
  await expect(send('https://example.com/')).rejects.toMatchObject({ kind: 'storage' });
  expect(sent).toBe(0);
});
