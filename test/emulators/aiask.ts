import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { headerFault } from './page-headers';
import { usualScript, writeReply, type ProviderEmulator, type Script } from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

interface Options {
  readonly script?: Partial<Script>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

const HOST = 'e.aiask.me';
const HEADERS = {
  origin: `https://${HOST}`,
  referers: [`https://${HOST}/chat`],
  accept: 'application/json, text/plain, */*',
};

/** One chat of 2023, whose id went through many programs. */
const WORN_ID = 'fRMSQtuHl91A4De9cCvKD';

const bodySchema = z.strictObject({
  continuous: z.literal(true),
  id: z.string().check(
    z.regex(/^[\w-]{21}$/),
    z.refine((id) => id !== WORN_ID),
  ),
  list: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .check(z.minLength(1)),
  models: z.literal('0'),
  prompt: z.literal(''),
  temperature: z.number().check(z.minimum(0), z.maximum(2)),
  title: z.literal(''),
});

/** A strict stand-in for AiAsk. */
export async function startAiaskEmulator({
  script: scripted,
  now,
}: Options = {}): Promise<ProviderEmulator> {
  const script: Script = { ...usualScript(), ...scripted };
  const routes = {
    'POST /v1/chat/gpt/': { on: 'chat', answer: (each: Exchange) => chat(each, script) },
  };
  const service = await startStrictService({ hosts: [HOST], script, routes, now });
  return { ...service, script, traits: { framing: 'none', maxLineLength: Infinity } };
}

async function chat(exchange: Exchange, script: Script): Promise<void | Violation> {
  const fault = headerFault(exchange.request, HEADERS);
  if (fault !== null) return { violation: fault };
  const { success, data } = bodySchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${exchange.request.body}` };
  const { signal } = exchange;
  const messages = data.list;
  const text = messages.at(-1)?.content ?? '';
  const prompt = { text, messages, model: 'the one it has', signal };
  exchange.transport = script.transport;
  exchange.begin(200, { 'content-type': 'text/plain; charset=utf-8' });
  await writeReply(exchange, script, { prompt, frame: (piece) => piece });
  await exchange.end();
}
