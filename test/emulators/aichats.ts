import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Exchange } from './exchange';
import { unflatten } from './flattened';
import { headerFault } from './page-headers';
import {
  usualScript,
  writeReply,
  type ProviderEmulator,
  type Script,
  type ScriptedPrompt,
} from './script';
import { jsonOf, startStrictService, type Violation } from './strict-service';

/** What the stand-in for AiChats can be told to do, besides what any can. */
export interface AichatsScript extends Script {
  /** The body of an answer with an image; `null` is one with an address here. */
  imageAnswer: unknown;
  /** What is at that address; `moved` leads to the image. */
  image: 'png' | 'jpeg' | 'missing' | 'moved' | 'page';
  /** Whether prompts must carry the token of the page. */
  wantsCsrfToken: boolean;
}

export interface AichatsEmulator extends ProviderEmulator {
  readonly script: AichatsScript;
}

interface Options {
  readonly script?: Partial<AichatsScript>;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

const HOST = 'ai-chats.org';
const ORIGIN = `https://${HOST}`;
const HEADERS = {
  origin: ORIGIN,
  referers: [`${ORIGIN}/chat/`, `${ORIGIN}/image/`],
  accept: 'application/json, text/event-stream',
};

const messagesSchema = z.tuple([
  z.strictObject({ from: z.literal('you'), content: z.string().check(z.minLength(1)) }),
]);
const bodySchema = z.strictObject({
  type: z.enum(['chat', 'image']),
  messagesHistory: messagesSchema,
});

/** A strict stand-in for AiChats. */
export async function startAichatsEmulator({
  script: scripted,
  now,
}: Options = {}): Promise<AichatsEmulator> {
  const script: AichatsScript = {
    ...usualScript(),
    reply: oneLineReply,
    imageAnswer: null,
    image: 'png',
    wantsCsrfToken: false,
    ...scripted,
  };
  const site = new Site(script);
  const page = { on: 'page', answer: (exchange: Exchange) => site.sendPage(exchange) };
  const routes = {
    'GET /chat/': page,
    'GET /image/': page,
    'POST /chat/send2/': { on: 'chat', answer: (exchange: Exchange) => site.answer(exchange) },
    'GET /images/1': { on: 'image', answer: (exchange: Exchange) => site.sendImage(exchange) },
    'GET /images/2': { on: 'image', answer: sendPng },
  };
  const service = await startStrictService({ hosts: [HOST], script, routes, now });
  return { ...service, script, traits: { carriesLineEnds: false, trimsReply: true } };
}

class Site {
  readonly #script: AichatsScript;
  /** Cookies and CSRF tokens given out: each visit has its own. */
  readonly #visits = new Map<string, string>();

  constructor(script: AichatsScript) {
    this.#script = script;
  }

  async sendPage(exchange: Exchange): Promise<void> {
    const number = this.#visits.size + 1;
    const session = `session-${number}`;
    const token = `token-${number}==`;
    this.#visits.set(session, token);
    const attributes = 'path=/; secure; HttpOnly; SameSite=Lax';
    exchange.begin(200, {
      'content-type': 'text/html; charset=UTF-8',
      'set-cookie': `ai-chat-front=${session}; ${attributes}`,
    });
    await exchange.write(
      `<!DOCTYPE html><meta name="csrf-param" content="_csrf-front"><meta name="csrf-token" content="${token}">`,
    );
    await exchange.end();
  }

  async answer(exchange: Exchange): Promise<void | Violation> {
    const fault = headerFault(exchange.request, HEADERS);
    if (fault !== null) return { violation: fault };
    const { headers, cookies, body } = exchange.request;
    const token = this.#visits.get(cookies['ai-chat-front'] ?? '');
    if (token === undefined) return { violation: `the cookies ${headers.cookie}` };
    if (this.#script.wantsCsrfToken && headers['x-csrf-token'] !== token) {
      return exchange.send(400, 'Bad Request (#400): Unable to verify your data submission.');
    }
    const { success, data } = bodySchema.safeParse(jsonOf(exchange));
    if (!success) return { violation: `the body ${body}` };
    const [{ content }] = data.messagesHistory;
    exchange.transport = this.#script.transport;
    return data.type === 'chat' ? this.#chat(exchange, content) : this.#describeImage(exchange);
  }

  async #chat(exchange: Exchange, content: string): Promise<void> {
    const messages = unflatten(content);
    const { signal } = exchange;
    const prompt = { text: messages.at(-1)?.content ?? '', messages, model: 'gpt-4', signal };
    exchange.begin(200, { 'content-type': 'text/event-stream; charset=UTF-8' });
    await writeReply(exchange, this.#script, { prompt, frame });
    await exchange.end();
  }

  async #describeImage(exchange: Exchange): Promise<void> {
    const answer = this.#script.imageAnswer ?? { data: [{ url: `${ORIGIN}/images/1` }] };
    const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
    await exchange.send(200, body, { 'content-type': 'application/json' });
  }

  async sendImage(exchange: Exchange): Promise<void> {
    switch (this.#script.image) {
      case 'png':
        return sendPng(exchange);
      case 'jpeg':
        return exchange.send(200, await readFixture('image.jpg'), { 'content-type': 'image/jpeg' });
      case 'missing':
        return exchange.send(404, 'Not found');
      case 'moved':
        return exchange.send(302, '', { location: '/images/2' });
      case 'page':
        return exchange.send(200, '<!DOCTYPE html><p>Expired', { 'content-type': 'text/html' });
    }
  }
}

async function sendPng(exchange: Exchange): Promise<void> {
  await exchange.send(200, await readFixture('image.png'), { 'content-type': 'image/png' });
}

function readFixture(name: string): Promise<Buffer> {
  return readFile(path.resolve('test/fixtures/aichats', name));
}

/** Every line carries data, also those that a line end in the text begins. */
function frame(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${lines.join('')}\n`;
}

/** The format has no line ends, so Markdown of several lines would arrive as one. */
function oneLineReply({ text }: ScriptedPrompt): string {
  const question = text.trim().replaceAll(/\s+/g, ' ').slice(0, 200);
  return `This comes from a **local stand-in** for the service, so nothing left your computer. You asked: *${question.replaceAll('*', String.raw`\*`)}*`;
}
