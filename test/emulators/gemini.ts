import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { usualScript, writeReply, type ProviderEmulator, type Script } from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

/** What the stand-in for Gemini can be told to do, besides what any can. */
export interface GeminiScript extends Script {
  /** Chunks before the text and after it. */
  before: readonly unknown[];
  after: readonly unknown[];
  /** What an image model sends, in base64. */
  image: string;
  /** Pages of the list of models. */
  models: readonly (readonly unknown[])[];
}

export interface GeminiEmulator extends ProviderEmulator {
  readonly script: GeminiScript;
}

interface Options {
  readonly script?: Partial<GeminiScript>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

const partSchema = z.union([
  z.strictObject({ text: z.string().check(z.minLength(1)) }),
  z.strictObject({ inlineData: z.strictObject({ mimeType: z.string(), data: z.base64() }) }),
]);
const bodySchema = z.strictObject({
  contents: z.array(
    z.strictObject({
      role: z.enum(['user', 'model']),
      parts: z.array(partSchema).check(z.minLength(1)),
    }),
  ),
  systemInstruction: z.optional(z.strictObject({ parts: z.array(partSchema) })),
  generationConfig: z.strictObject({
    temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
    maxOutputTokens: z.optional(z.int().check(z.positive())),
    responseModalities: z.optional(z.array(z.enum(['TEXT', 'IMAGE']))),
    thinkingConfig: z.optional(z.strictObject({ includeThoughts: z.boolean() })),
  }),
});

/** One transparent pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A chunk of a reply, as far as a client reads it. */
export function chunkOf(parts: readonly unknown[], finishReason?: string) {
  return { candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }] };
}

/** A strict stand-in for the Gemini API. */
export async function startGeminiEmulator({
  script: scripted,
  now,
}: Options = {}): Promise<GeminiEmulator> {
  const script: GeminiScript = {
    ...usualScript(),
    before: [],
    after: [chunkOf([{ text: '' }], 'STOP')],
    image: PIXEL,
    models: [],
    ...scripted,
  };
  const service = await startStrictService({
    hosts: ['generativelanguage.googleapis.com'],
    script,
    routes: {
      'POST /v1beta/models/*': { on: 'chat', answer: (each) => chat(each, script) },
      'GET /v1beta/models?*': { on: 'models', answer: (each) => sendModels(each, script) },
    },
    now,
  });
  return { ...service, script };
}

/** What the service asks of every request. */
function headerFault({ request: { headers, path } }: Exchange): string | null {
  if (!headers['x-goog-api-key']) return 'no key';
  if (path.includes('key=')) return 'a key in the address';
  return headers.cookie === undefined ? null : `the cookies ${headers.cookie}`;
}

async function chat(exchange: Exchange, script: GeminiScript): Promise<void | Violation> {
  const { path, body } = exchange.request;
  const [, model] = /^\/v1beta\/models\/([\w.-]+):streamGenerateContent\?alt=sse$/.exec(path) ?? [];
  const fault = model === undefined ? 'no model' : headerFault(exchange);
  if (model === undefined || fault !== null) return { violation: String(fault) };
  const { success, data } = bodySchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${body}` };
  const makesImages = data.generationConfig.responseModalities?.includes('IMAGE') ?? false;
  if (makesImages !== model.includes('image')) return { violation: `the modality of ${model}` };
  const messages = data.contents.map(({ role, parts }) => ({ role, content: textOf(parts) }));
  const { signal } = exchange;
  const prompt = { text: messages.at(-1)?.content ?? '', messages, model, signal };
  exchange.transport = script.transport;
  exchange.begin(200, { 'content-type': 'text/event-stream' });
  for (const chunk of script.before) await exchange.write(frame(chunk));
  if (makesImages) await exchange.write(frame(chunkOf([imagePart(script.image)])));
  else await writeReply(exchange, script, { prompt, frame: (text) => frame(chunkOf([{ text }])) });
  for (const chunk of script.after) await exchange.write(frame(chunk));
  await exchange.end();
}

function textOf(parts: readonly z.infer<typeof partSchema>[]): string {
  return parts.map((part) => ('text' in part ? part.text : '')).join('');
}

function imagePart(data: string) {
  return { inlineData: { mimeType: 'image/png', data } };
}

function frame(chunk: unknown): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

async function sendModels(exchange: Exchange, { models }: GeminiScript): Promise<void | Violation> {
  const fault = headerFault(exchange);
  if (fault !== null) return { violation: fault };
  const token = new URLSearchParams(exchange.request.path.split('?')[1]).get('pageToken');
  const page = Number(token ?? 0);
  const nextPageToken = page + 1 < models.length ? String(page + 1) : undefined;
  const list = { models: models[page], nextPageToken };
  await exchange.send(200, JSON.stringify(list), { 'content-type': 'application/json' });
}
