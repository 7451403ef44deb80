import { setTimeout as sleep } from 'node:timers/promises';
import { defaultReply } from './default-reply';
import type { Emulator } from './emulator';
import type { Exchange, Transport } from './exchange';

/** What any stand-in for a chat service can be told to do; it holds from the next request on. */
export interface Script {
  reply: ScriptedReply;
  /** Words a second; `Infinity` is as fast as the client takes them. */
  tokensPerSecond: number;
  /** How replies travel. Other answers are sent whole. */
  transport: Transport;
  /** Answers that come instead of the regular ones, first ones first. */
  faults: Fault[];
}

/** What a stand-in does when it is told nothing. */
export function usualScript(): Script {
  return { reply: defaultReply, tokensPerSecond: Infinity, transport: {}, faults: [] };
}

/** The text of a reply. What a function returns piece by piece is sent piece by piece. */
export type ScriptedReply =
  | string
  | ((prompt: ScriptedPrompt) => string | Promise<string> | AsyncIterable<string>);

export interface ScriptedPrompt {
  /** Of the last user message. */
  readonly text: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly model: string;
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
}

export interface Fault {
  /** The request it answers: `chat` is the one for a reply, the others are the service's own. */
  readonly on: string;
  /** Once, where not given. */
  times?: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What is so in a service's format; each may be left out where it is as in most. */
export interface Traits {
  /** `none` where a body is the reply itself: then what becomes of its bytes, becomes of its text. */
  readonly framing: 'lines' | 'none';
  /** In UTF-16 code units: what a client takes before it refuses a line. */
  readonly maxLineLength: number;
  /** Some formats lose line ends. */
  readonly carriesLineEnds: boolean;
  /** Whether white space around a reply is no part of it. */
  readonly trimsReply: boolean;
}

/** A stand-in for a provider's service, as the tests of all providers use it. */
export interface ProviderEmulator extends Emulator {
  readonly script: Script;
  readonly traits?: Partial<Traits>;
  /** What a user sets to reach it; nothing where the provider's own defaults do. */
  readonly settings?: unknown;
  /** What a client did that the real service would not take, in words. */
  readonly violations: readonly string[];
}

/** The next fault for a kind of request, which it uses up. */
export function takeFault(script: Script, on: string): Fault | undefined {
  const fault = script.faults.find((each) => each.on === on);
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) script.faults = script.faults.filter((each) => each !== fault);
  return fault;
}

/** Writes written for one purpose are joined up to this many characters. */
const BATCH_LENGTH = 65_536;

/** Streams a scripted reply, each piece framed as the service does it. */
export async function writeReply(
  exchange: Exchange,
  { reply, tokensPerSecond }: Script,
  { prompt, frame }: { readonly prompt: ScriptedPrompt; readonly frame: (text: string) => string },
): Promise<void> {
  const text = typeof reply === 'string' ? reply : await reply(prompt);
  if (typeof text !== 'string') {
    for await (const piece of text) {
      if (exchange.signal.aborted) return;
      await exchange.write(frame(piece));
    }
  } else if (tokensPerSecond === Infinity) {
    await writeAtOnce(exchange, tokensOf(text), frame);
  } else {
    await writeAtRate(exchange, [...tokensOf(text)], { frame, tokensPerSecond });
  }
}

/** Words with the space that follows them. */
function* tokensOf(text: string): Generator<string> {
  for (const [token] of text.matchAll(/\S+\s*|\s+/g)) yield token;
}

/** All of it is framed before the first byte goes: a client that is measured would share its cores. */
async function writeAtOnce(
  exchange: Exchange,
  tokens: Iterable<string>,
  frame: (text: string) => string,
): Promise<void> {
  const batches: string[] = [];
  let batch = '';
  for (const token of tokens) {
    batch += frame(token);
    if (batch.length < BATCH_LENGTH) continue;
    batches.push(batch);
    batch = '';
  }
  for (const each of [...batches, batch]) {
    if (exchange.signal.aborted) return;
    await exchange.write(each);
  }
}

async function writeAtRate(
  exchange: Exchange,
  tokens: readonly string[],
  { frame, tokensPerSecond }: { frame: (text: string) => string; tokensPerSecond: number },
): Promise<void> {
  const start = performance.now();
  let written = 0;
  while (written < tokens.length && !exchange.signal.aborted) {
    const elapsedMs = performance.now() - start;
    const due = Math.min(tokens.length, 1 + Math.floor((elapsedMs * tokensPerSecond) / 1000));
    for (const token of tokens.slice(written, due)) await exchange.write(frame(token));
    written = due;
    await sleep(Math.max(1, start + (written * 1000) / tokensPerSecond - performance.now()));
  }
}
