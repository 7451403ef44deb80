import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { usualScript, writeReply, type ProviderEmulator, type Script } from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

/** What the stand-in for Anthropic can be told to do, besides what any can. */
export interface AnthropicScript extends Script {
  /** Events before the text and after it: names with their data. */
  before: readonly Event[];
  after: readonly Event[];
  /** Pages of the list of models. */
  models: readonly (readonly { readonly id: string; readonly display_name: string }[])[];
}

interface Event {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface AnthropicEmulator extends ProviderEmulator {
  readonly script: AnthropicScript;
}

interface Options {
  readonly script?: Partial<AnthropicScript>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().check(z.minLength(1)),
});
const imageSchema = z.strictObject({
  type: z.literal('image'),
  source: z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
    data: z.base64(),
  }),
});
const thinkingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enabled'), budget_tokens: z.int().check(z.minimum(1024)) }),
  z.strictObject({ type: z.literal('adaptive'), display: z.enum(['summarized', 'omitted']) }),
]);
const bodySchema = z.strictObject({
  model: z.string().check(z.startsWith('claude-')),
  max_tokens: z.int().check(z.positive()),
  stream: z.literal(true),
  system: z.optional(z.string().check(z.minLength(1))),
  temperature: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  thinking: z.optional(thinkingSchema),
  messages: z.array(
    z.strictObject({
      role: z.enum(['user', 'assistant']),
      content: z.union([
        z.string().check(z.minLength(1)),
        z.array(z.union([textSchema, imageSchema])).check(z.minLength(1)),
      ]),
    }),
  ),
});

export const END_EVENTS: readonly Event[] = [
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } },
  { type: 'message_stop' },
];

/** A strict stand-in for Anthropic's Messages API. */
export async function startAnthropicEmulator({
  script: scripted,
  now,
}: Options = {}): Promise<AnthropicEmulator> {
  const script: AnthropicScript = {
    ...usualScript(),
    before: [{ type: 'ping' }],
    after: END_EVENTS,
    models: [[{ id: 'claude-sonnet-4-6', display_name: 'Claude Sonnet 4.6' }]],
    ...scripted,
  };
  const service = await startStrictService({
    hosts: ['api.anthropic.com'],
    script,
    routes: {
      'POST /v1/messages': { on: 'chat', answer: (each) => chat(each, script) },
      'GET /v1/models?*': { on: 'models', answer: (each) => sendModels(each, script) },
    },
    now,
  });
  return { ...service, script };
}

/** What the service asks of every request. */
function headerFault({ request: { headers } }: Exchange): string | null {
  if (headers['anthropic-version'] !== '2023-06-01') return 'no version';
  if (headers['anthropic-dangerous-direct-browser-access'] !== 'true') return 'not from browsers';
  if (!headers['x-api-key']) return 'no key';
  return headers.cookie === undefined ? null : `the cookies ${headers.cookie}`;
}

async function chat(exchange: Exchange, script: AnthropicScript): Promise<void | Violation> {
  const fault = headerFault(exchange);
  if (fault !== null) return { violation: fault };
  const { success, data } = bodySchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${exchange.request.body}` };
  const { model, thinking, temperature } = data;
  if (thinking && temperature !== undefined) return { violation: 'a temperature for thoughts' };
  if (thinking?.type === 'enabled' && thinking.budget_tokens >= data.max_tokens) {
    return { violation: 'more thoughts than tokens' };
  }
  const messages = data.messages.map(({ role, content }) => ({ role, content: textOf(content) }));
  const { signal } = exchange;
  const prompt = { text: messages.at(-1)?.content ?? '', messages, model, signal };
  exchange.transport = script.transport;
  exchange.begin(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  await exchange.write(frame({ type: 'message_start', message: { usage: { input_tokens: 12 } } }));
  for (const event of script.before) await exchange.write(frame(event));
  await writeReply(exchange, script, {
    prompt,
    frame: (text) =>
      frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  });
  for (const event of script.after) await exchange.write(frame(event));
  await exchange.end();
}

type Content = z.infer<typeof bodySchema>['messages'][number]['content'];

function textOf(content: Content): string {
  if (typeof content === 'string') return content;
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

function frame(event: Event): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

async function sendModels(
  exchange: Exchange,
  { models }: AnthropicScript,
): Promise<void | Violation> {
  const fault = headerFault(exchange);
  if (fault !== null) return { violation: fault };
  const after = new URLSearchParams(exchange.request.path.split('?')[1]).get('after_id');
  const page = after === null ? 0 : models.findIndex((each) => each.at(-1)?.id === after) + 1;
  const data = models[page] ?? [];
  const list = { data, has_more: page + 1 < models.length, last_id: data.at(-1)?.id ?? null };
  await exchange.send(200, JSON.stringify(list), { 'content-type': 'application/json' });
}
