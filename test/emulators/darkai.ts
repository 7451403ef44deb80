import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { unflatten } from './flattened';
import { headerFault } from './page-headers';
import { usualScript, writeReply, type ProviderEmulator, type Script } from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

/** What the stand-in for DarkAI can be told to do, besides what any can. */
export interface DarkaiScript extends Script {
  /** Lines before the text and after it, as they are sent. */
  before: readonly string[];
  after: readonly string[];
}

export interface DarkaiEmulator extends ProviderEmulator {
  readonly script: DarkaiScript;
}

interface Options {
  readonly script?: Partial<DarkaiScript>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

const HOST = 'darkai.foundation';
const HEADERS = {
  origin: `https://${HOST}`,
  referers: [`https://${HOST}/chat`],
  accept: 'text/event-stream',
};

const bodySchema = z.strictObject({
  query: z.string().check(z.minLength(1)),
  model: z.enum(['gpt-4o', 'gpt-3.5-turbo', 'llama-3-70b']),
});

/** A strict stand-in for DarkAI. */
export async function startDarkaiEmulator({
  script: scripted,
  now,
}: Options = {}): Promise<DarkaiEmulator> {
  const script: DarkaiScript = {
    ...usualScript(),
    before: [],
    after: ['data: {"event":"stream-end"}'],
    ...scripted,
  };
  const routes = { 'POST /chat': { on: 'chat', answer: (each: Exchange) => chat(each, script) } };
  const service = await startStrictService({ hosts: [HOST], script, routes, now });
  return { ...service, script };
}

async function chat(exchange: Exchange, script: DarkaiScript): Promise<void | Violation> {
  const fault = headerFault(exchange.request, HEADERS);
  if (fault !== null) return { violation: fault };
  const { success, data } = bodySchema.safeParse(jsonOf(exchange));
  if (!success) return { violation: `the body ${exchange.request.body}` };
  const messages = unflatten(data.query);
  const { signal } = exchange;
  const prompt = { text: messages.at(-1)?.content ?? '', messages, model: data.model, signal };
  exchange.transport = script.transport;
  exchange.begin(200, { 'content-type': 'text/event-stream' });
  for (const line of script.before) await exchange.write(`${line}\n\n`);
  await writeReply(exchange, script, { prompt, frame });
  for (const line of script.after) await exchange.write(`${line}\n\n`);
  await exchange.end();
}

function frame(text: string): string {
  return `data: ${JSON.stringify({ event: 'text-chunk', data: { text } })}\n\n`;
}
