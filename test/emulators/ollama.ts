import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { usualScript, writeReply, type ProviderEmulator, type Script } from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

/** What the stand-in for Ollama can be told to do, besides what any can. */
export interface OllamaScript extends Script {
  /** Lines before the text and after it. */
  before: readonly unknown[];
  after: readonly unknown[];
  /** What is on the computer, with what each can do; `null` answers for any name. */
  models: Readonly<Record<string, readonly string[]>> | null;
}

export interface OllamaEmulator extends ProviderEmulator {
  readonly script: OllamaScript;
}

interface Options {
  readonly script?: Partial<OllamaScript>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
  /** 0 takes any free port. */
  readonly port?: number;
}

const bodySchema = z.strictObject({
  model: z.string(),
  stream: z.literal(true),
  think: z.optional(z.boolean()),
  messages: z.array(
    z.strictObject({
      role: z.enum(['system', 'user', 'assistant']),
      content: z.string(),
      images: z.optional(z.array(z.base64()).check(z.minLength(1))),
    }),
  ),
  options: z.strictObject({
    temperature: z.optional(z.number()),
    num_predict: z.optional(z.int()),
  }),
});
const showSchema = z.strictObject({ model: z.string() });

/** A strict stand-in for Ollama's own API, which listens on this computer without HTTPS. */
export async function startOllamaEmulator({
  script: scripted,
  now,
  port,
}: Options = {}): Promise<OllamaEmulator> {
  const script: OllamaScript = {
    ...usualScript(),
    before: [],
    after: [{ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' }],
    models: null,
    ...scripted,
  };
  const route = (on: string, answer: (exchange: Exchange, script: OllamaScript) => Answer) => ({
    on,
    answer: async (exchange: Exchange) =>
      isForeign(exchange) ? refuseOrigin(exchange) : answer(exchange, script),
  });
  const service = await startStrictService({
    hosts: ['localhost', '127.0.0.1'],
    script,
    routes: {
      'GET /api/tags': route('models', sendTags),
      'POST /api/show': route('show', sendDetails),
      'POST /api/chat': route('chat', chat),
    },
    now,
    port,
    protocol: 'http',
  });
  return { ...service, script };
}

type Answer = Promise<void | Violation>;

/** Pages of this computer may ask, and so may programs, which have no origin. */
function isForeign({ request: { headers } }: Exchange): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origin === `http://${host}`) return false;
  return !/^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?$/.test(origin);
}

/** As the real one does it: without a word. */
async function refuseOrigin(exchange: Exchange): Promise<void> {
  exchange.begin(403);
  await exchange.end();
}

async function chat(exchange: Exchange, script: OllamaScript): Answer {
  const { success, data } = bodySchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${exchange.request.body}` };
  const { model, messages, think } = data;
  const abilities = script.models === null ? [] : script.models[model];
  if (!abilities) return sendJson(exchange, 404, { error: `model '${model}' not found` });
  if (think && !abilities.includes('thinking')) {
    return sendJson(exchange, 400, { error: `"${model}" does not support thinking` });
  }
  const { signal } = exchange;
  const prompt = { text: messages.at(-1)?.content ?? '', messages, model, signal };
  exchange.transport = script.transport;
  exchange.begin(200, { 'content-type': 'application/x-ndjson' });
  for (const line of script.before) await exchange.write(frame(line));
  await writeReply(exchange, script, {
    prompt,
    frame: (content) => frame({ message: { role: 'assistant', content }, done: false }),
  });
  for (const line of script.after) await exchange.write(frame(line));
  await exchange.end();
}

function frame(line: unknown): string {
  return `${JSON.stringify(line)}\n`;
}

async function sendTags(exchange: Exchange, { models }: OllamaScript): Answer {
  const names = Object.keys(models ?? {});
  await sendJson(exchange, 200, { models: names.map((name) => ({ name, model: name, size: 1 })) });
}

async function sendDetails(exchange: Exchange, { models }: OllamaScript): Answer {
  const { success, data } = showSchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${exchange.request.body}` };
  const capabilities = models?.[data.model];
  if (!capabilities) return sendJson(exchange, 404, { error: `model '${data.model}' not found` });
  await sendJson(exchange, 200, { details: {}, capabilities });
}

async function sendJson(exchange: Exchange, status: number, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  await exchange.send(status, JSON.stringify(body), headers);
}
