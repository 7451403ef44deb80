import { startServer } from './emulator';
import type { Exchange } from './exchange';
import { openaiDialects, type OpenaiDialect, type OpenaiDialectName } from './openai-dialects';
import {
  chatSchema,
  imageSchema,
  openaiImageSchema,
  textIn,
  type ChatBody,
  type ImageBody,
} from './openai-request';
import {
  takeFault,
  usualScript,
  writeReply,
  type ProviderEmulator,
  type Script,
  type ScriptedPrompt,
} from './script';
import { jsonOf } from './strict-service';

/** What a stand-in for an OpenAI-compatible server can be told to do, besides what any can. */
export interface OpenaiScript extends Script {
  /** The one key it takes; `null` takes any, and none where the server asks for none. */
  key: string | null;
  /** Sent before the text, word by word, in the server's own field for it. */
  reasoning: string;
  /** The data of lines after the text, in place of the regular end. */
  ending: readonly string[] | null;
  finishReason: string;
  /** Whether `stream_options` is known; servers that do not know it refuse the request. */
  knowsStreamOptions: boolean;
  /** Models that refuse to be streamed. */
  unstreamed: readonly string[];
  /** Whether replies are sent as a stream, or whole as one JSON. */
  streams: boolean;
  /** How an image comes where the request does not say. */
  imageFormat: 'url' | 'b64_json' | 'data-url';
  revisedPrompt: string | null;
  /** The body of GET models, in place of the regular one. */
  models: unknown;
}

export interface OpenaiEmulator extends ProviderEmulator {
  readonly script: OpenaiScript;
  /** What a user types to reach it. */
  readonly baseUrl: string;
}

export interface OpenaiEmulatorOptions {
  readonly dialect?: OpenaiDialectName;
  readonly script?: Partial<OpenaiScript>;
  /** 0 takes any free port. */
  readonly port?: number;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

/** A strict stand-in for OpenAI's API, or for a server that speaks its format in a way of its own. */
export async function startOpenaiEmulator({
  dialect: name = 'openai',
  script: scripted,
  port,
  now,
}: OpenaiEmulatorOptions = {}): Promise<OpenaiEmulator> {
  const dialect = openaiDialects[name];
  const script: OpenaiScript = {
    ...usualScript(),
    key: null,
    reasoning: '',
    ending: null,
    finishReason: 'stop',
    knowsStreamOptions: true,
    unstreamed: [],
    streams: true,
    imageFormat: 'url',
    revisedPrompt: null,
    models: dialect.models,
    ...scripted,
  };
  const { hosts, protocol, basePath } = dialect;
  const service = new Service(script, dialect);
  const handle = (exchange: Exchange) => service.answer(exchange);
  const server = await startServer({ hosts, handle, port, now, protocol });
  const [host = ''] = hosts;
  const authority = protocol === 'http' ? `${host}:${server.port}` : host;
  const baseUrl = `${protocol}://${authority}${basePath}`;
  return { ...server, script, baseUrl, settings: { baseUrl }, violations: service.violations };
}

/** A picture of one pixel. */
export const PNG_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const IMAGE_PATH = '/generated/image.png';
const JSON_TYPE = { 'content-type': 'application/json' };
const USAGE = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 };

/** An error as these servers word it. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly param?: string;
  readonly code?: string | number | null;
}

class Service {
  readonly violations: string[] = [];
  readonly #script: OpenaiScript;
  readonly #dialect: OpenaiDialect;

  constructor(script: OpenaiScript, dialect: OpenaiDialect) {
    this.#script = script;
    this.#dialect = dialect;
  }

  async answer(exchange: Exchange): Promise<void> {
    const { method, path, headers } = exchange.request;
    if (method === 'GET' && path === IMAGE_PATH) return this.#sendImage(exchange);
    if (headers.cookie !== undefined) return this.#violated(exchange, 'a cookie');
    if (headers.referer !== undefined) return this.#violated(exchange, 'a referer');
    const { basePath } = this.#dialect;
    switch (`${method} ${path.startsWith(basePath) ? path.slice(basePath.length) : path}`) {
      case 'GET /models':
        return this.#route(exchange, 'models', () => this.#sendModels(exchange));
      case 'GET /api/v0/models':
        return this.#sendDetailedModels(exchange);
      case 'POST /chat/completions':
        return this.#route(exchange, 'chat', () => this.#chat(exchange));
      case 'POST /images/generations':
        return this.#route(exchange, 'images', () => this.#generateImage(exchange));
      default:
        return this.#refuse(exchange, { status: 404, message: `Invalid URL (${method} ${path})` });
    }
  }

  async #route(exchange: Exchange, on: string, answer: () => Promise<void>): Promise<void> {
    const fault = takeFault(this.#script, on);
    if (fault) return exchange.send(fault.status, fault.body ?? '', fault.headers);
    return this.#takesKey(exchange) ? answer() : this.#refuseKey(exchange);
  }

  #takesKey({ request: { headers } }: Exchange): boolean {
    const { key } = this.#script;
    const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (key !== null) return given === key;
    return this.#dialect.isOpen || given !== undefined;
  }

  async #refuseKey(exchange: Exchange): Promise<void> {
    const given = exchange.request.headers.authorization ?? 'none';
    await this.#refuse(exchange, {
      status: 401,
      message: `Incorrect API key provided: ${given}.`, // some servers do quote it
      type: 'invalid_request_error',
      code: 'invalid_api_key',
    });
  }

  async #sendModels(exchange: Exchange): Promise<void> {
    await exchange.send(200, JSON.stringify(this.#script.models), JSON_TYPE);
  }

  async #sendDetailedModels(exchange: Exchange): Promise<void> {
    const { detailedModels } = this.#dialect;
    if (detailedModels === undefined) return exchange.send(404, 'Not found');
    await exchange.send(200, JSON.stringify(detailedModels), JSON_TYPE);
  }

  async #chat(exchange: Exchange): Promise<void> {
    if (exchange.request.headers['content-type'] !== 'application/json') {
      return this.#violated(exchange, 'a body that is not called JSON');
    }
    const parsed = chatSchema.safeParse(jsonOf(exchange));
    if (!parsed.success) return this.#violated(exchange, parsed.error.message);
    const refusal = this.#refusalOf(parsed.data);
    if (refusal) return this.#refuse(exchange, refusal);
    exchange.transport = this.#script.transport;
    if (parsed.data.stream && this.#script.streams) return this.#stream(exchange, parsed.data);
    return this.#sendWhole(exchange);
  }

  #refusalOf(body: ChatBody): Refusal | null {
    const { knowsStreamOptions, unstreamed } = this.#script;
    if (body.stream_options && !(body.stream && knowsStreamOptions)) {
      return unsupported('stream_options');
    }
    if (body.stream && unstreamed.includes(body.model)) return unsupported('stream');
    if (!this.#dialect.isStrict || !/^(?:o\d|gpt-5)/.test(body.model)) return null;
    if (body.max_tokens !== undefined) {
      return unsupported('max_tokens', " Use 'max_completion_tokens' instead.");
    }
    return body.temperature === undefined ? null : unsupported('temperature');
  }

  async #stream(exchange: Exchange, body: ChatBody): Promise<void> {
    const { reasoning, ending, finishReason } = this.#script;
    const { reasoningField, preamble } = this.#dialect;
    const frame = (delta: object, finish: string | null = null) =>
      dataLine(JSON.stringify(this.#chunk(body.model, delta, finish)));
    exchange.begin(200, { 'content-type': 'text/event-stream' });
    await exchange.write(`${preamble}${frame({ role: 'assistant', content: '' })}`);
    for (const word of reasoning.match(/\S+\s*/g) ?? []) {
      await exchange.write(frame({ content: '', [reasoningField]: word }));
    }
    if (body.modalities?.includes('image')) await exchange.write(frame(IMAGE_DELTA));
    const prompt = promptOf(body, exchange.signal);
    await writeReply(exchange, this.#script, {
      prompt,
      frame: (content) => frame({ content }),
    });
    const usage = { ...this.#chunk(body.model, {}, null), choices: [], usage: USAGE };
    const regular = [
      JSON.stringify(this.#chunk(body.model, {}, finishReason)),
      ...(body.stream_options?.include_usage ? [JSON.stringify(usage)] : []),
      '[DONE]',
    ];
    for (const data of ending ?? regular) await exchange.write(dataLine(data));
    await exchange.end();
  }

  async #sendWhole(exchange: Exchange): Promise<void> {
    const { reply, reasoning, finishReason } = this.#script;
    const { reasoningField } = this.#dialect;
    const content = typeof reply === 'string' ? reply : '';
    const message = { role: 'assistant', content, [reasoningField]: reasoning };
    const choices = [{ index: 0, message, finish_reason: finishReason }];
    const whole = JSON.stringify({ id: 'chatcmpl-1', choices, usage: USAGE });
    await exchange.send(200, whole, JSON_TYPE);
  }

  #chunk(model: string, delta: object, finishReason: string | null) {
    return {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1754425928,
      model,
      ...this.#dialect.chunkFields,
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    };
  }

  async #generateImage(exchange: Exchange): Promise<void> {
    const schema = this.#dialect.isStrict ? openaiImageSchema : imageSchema;
    const parsed = schema.safeParse(jsonOf(exchange));
    if (!parsed.success) return this.#violated(exchange, parsed.error.message);
    const { revisedPrompt } = this.#script;
    const image = {
      ...this.#imageFor(exchange, parsed.data),
      ...(revisedPrompt !== null && { revised_prompt: revisedPrompt }),
    };
    await exchange.send(200, JSON.stringify({ created: 1754425928, data: [image] }), JSON_TYPE);
  }

  #imageFor(exchange: Exchange, body: ImageBody): Record<string, string> {
    const asked = body.response_format ?? this.#script.imageFormat;
    const isGptImage = this.#dialect.isStrict && body.model.startsWith('gpt-image');
    if (isGptImage || asked === 'b64_json') return { b64_json: PNG_BASE64 };
    if (asked === 'data-url') return { url: `data:image/png;base64,${PNG_BASE64}` };
    const { headers } = exchange.request;
    const authority = String(headers[':authority'] ?? headers.host);
    return { url: `${this.#dialect.protocol}://${authority}${IMAGE_PATH}` };
  }

  async #sendImage(exchange: Exchange): Promise<void> {
    if (exchange.request.headers.authorization !== undefined) {
      return this.#violated(exchange, 'the key, for a picture');
    }
    const type = { 'content-type': 'image/png' };
    await exchange.send(200, Buffer.from(PNG_BASE64, 'base64'), type);
  }

  async #violated(exchange: Exchange, violation: string): Promise<void> {
    const { method, path } = exchange.request;
    this.violations.push(`${method} ${path}: ${violation}`);
    await this.#refuse(exchange, { status: 400, message: violation });
  }

  async #refuse(exchange: Exchange, { status, ...error }: Refusal): Promise<void> {
    const whole = { type: 'invalid_request_error', param: null, code: null, ...error };
    await exchange.send(status, JSON.stringify({ error: whole }), JSON_TYPE);
  }
}

const IMAGE_DELTA = {
  content: '',
  images: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${PNG_BASE64}` } }],
};

function unsupported(param: string, advice = ''): Refusal {
  return {
    status: 400,
    message: `Unsupported parameter: '${param}' is not supported with this model.${advice}`,
    param,
    code: 'unsupported_parameter',
  };
}

/** What begins with a colon is a comment, and sent as it is. */
function dataLine(data: string): string {
  return data.startsWith(':') ? `${data}\n\n` : `data: ${data}\n\n`;
}

function promptOf({ model, messages }: ChatBody, signal: AbortSignal): ScriptedPrompt {
  const said = messages.map(({ role, content }) => ({ role, content: textIn(content) }));
  return { model, messages: said, signal, text: said.at(-1)?.content ?? '' };
}
