import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '@/lib/chat/errors';
import type { ChatRequest, ProviderEvent } from '@/lib/providers/provider';
import { providers } from '@/lib/providers/registry';
import { collectReply } from './emulators/collect-reply';
import { emulators } from './emulators/index';
import { createNodeBrowser, VirtualClock } from './emulators/node-context';
import type { Transport } from './emulators/exchange';
import type { Script } from './emulators/script';
import { arriving, traitsOf } from './emulators/traits';

const TEXT = `# Grüße 👩‍👩‍👧\n\nOne line,\r\nanother.\u2028Кириллица, 漢字 and "quotes" \\ slashes.\n\n${'- item\n'.repeat(30)}`;
const LONG_TEXT = 'word '.repeat(2000);
const TURNS = [{ role: 'user' as const, text: 'Say it' }];
const API_KEY = 'sk-contract-test';
const PAGE = '<!DOCTYPE html><html><title>Just a moment...</title><p>secret</p></html>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** All but those that reach nothing: what runs in the browser itself has no wire. */
const services = providers.filter(
  ({ connection, presets }) => presets || connection(undefined).origins.length > 0,
);

test.each(services.map(({ id }) => id))('%s has a stand-in to be tested against', (id) => {
  expect(Object.keys(emulators)).toContain(id);
});

describe.each(services)('$name', (provider) => {
  const transports: [string, Transport][] = [
    ['whole', {}],
    ...[1, 2, 3, 7].map((chunkBytes): [string, Transport] => [
      `in pieces of ${chunkBytes} bytes`,
      { chunkBytes },
    ]),
    ['with CRLF', { crlf: true }],
    ['with CRLF in single bytes', { crlf: true, chunkBytes: 1 }],
    ['without a last newline', { noFinalNewline: true }],
  ];
  test.each(transports)('a reply that comes %s is complete', async (_, transport) => {
    const { reply, traits, violations } = await ask({ transport });
    const text = arriving(TEXT, transport, traits);
    expect(reply).toMatchObject({ text, finishReason: 'stop', error: null });
    expect(violations).toEqual([]);
  });

  test.each([0, 1, 10, 50, 100, 200, 300])(
    'a reply cut after %i bytes is cut-off and keeps its text',
    async (cutAfterBytes) => {
      const { reply, whole, asked } = await ask({ transport: { cutAfterBytes } });
      expect(reply.error?.kind).toBe('cut-off');
      expect(whole.startsWith(reply.text)).toBe(true);
      expect(asked).toBe(1);
    },
  );

  test('a reply cut late keeps what has come, and is not asked for again', async () => {
    const { reply, asked } = await ask({ reply: LONG_TEXT, transport: { cutAfterBytes: 9900 } });
    expect(reply.error?.kind).toBe('cut-off');
    expect(reply.text).not.toBe('');
    expect(LONG_TEXT.startsWith(reply.text)).toBe(true);
    expect(asked).toBe(1);
  });

  test('a web page instead of a reply is reported, and not shown', async () => {
    const { reply } = await ask({
      faults: [{ on: 'chat', status: 200, headers: HTML, body: PAGE }],
    });
    expect(reply).toMatchObject({ text: '', error: { kind: 'web-page' } });
    expect(reply.error?.message).not.toContain('secret');
  });

  test('a web page that calls itself a stream is reported too', async () => {
    const headers = { 'content-type': 'text/event-stream' };
    const { reply } = await ask({ faults: [{ on: 'chat', status: 200, headers, body: PAGE }] });
    expect(reply).toMatchObject({ text: '', error: { kind: 'web-page' } });
  });

  const statuses: [number, ErrorKind[]][] = [
    [401, ['sign-in', 'credentials']],
    [403, ['blocked']],
    [404, ['protocol']],
    [429, ['rate-limit']],
    [500, ['overloaded']],
    [502, ['overloaded']],
    [503, ['overloaded']],
    [520, ['overloaded']], // Cloudflare's own
  ];
  test.each(statuses)('status %i is told apart, page or not', async (status, kinds) => {
    for (const headers of [{}, HTML]) {
      const fault = { on: 'chat', status, headers, body: PAGE, times: Infinity };
      const { reply, asked } = await ask({ faults: [fault] });
      expect(kinds).toContain(reply.error?.kind);
      expect(reply.error).toMatchObject({ status });
      expect(reply.error?.message).not.toContain('secret');
      expect(asked).toBeLessThanOrEqual(4);
    }
  });

  test.each([429, 500, 503])('after one %i the reply comes all the same', async (status) => {
    const { reply, whole, violations } = await ask({ faults: [{ on: 'chat', status }] });
    expect(reply).toMatchObject({ text: whole, finishReason: 'stop' });
    expect(waitsIn(reply.events)).toHaveLength(1);
    expect(violations).toEqual([]);
  });

  test('Retry-After is honoured, and the wait is told', async () => {
    const fault = { on: 'chat', status: 429, headers: { 'retry-after': '7' } };
    const { reply, whole, clock } = await ask({ faults: [fault] });
    expect(reply.text).toBe(whole);
    const [wait] = waitsIn(reply.events);
    expect(wait?.kind).toBe('rate-limit');
    expect(clock.now()).toBeGreaterThanOrEqual(wait?.until ?? Infinity);
  });

  test('a Retry-After of an hour is left to the user', async () => {
    const headers = { 'retry-after': '3600' };
    const { reply, asked } = await ask({ faults: [{ on: 'chat', status: 429, headers }] });
    expect(reply.error).toMatchObject({ kind: 'rate-limit', retryAfterMs: 3_600_000 });
    expect(asked).toBe(1);
  });

  test('a line without end is refused; a reply without lines may be long', async () => {
    const text = 'x'.repeat(1_200_000);
    const { reply, traits } = await ask({ reply: text });
    const isRefused = text.length > traits.maxLineLength;
    expect(reply.text === (isRefused ? '' : text)).toBe(true); // too long to print
    expect(reply.error?.kind).toBe(isRefused ? 'protocol' : undefined);
  });

  test('what is not UTF-8 becomes a replacement character', async () => {
    const { reply } = await ask({ reply: 'before ¤ after', transport: { corrupt: '¤' } });
    expect(reply).toMatchObject({ text: 'before \uFFFD after', finishReason: 'stop' });
  });

  test('an endless reply ends within 100 ms of Stop, and so does the connection', async () => {
    const { signal, stop, stoppedAt } = stopwatch();
    let deltas = 0;
    const onEvent = ({ type }: ProviderEvent) => {
      if (type === 'text-delta' && ++deltas === 50) stop();
    };
    const { reply, endedAt, lastEnd } = await ask({ reply: endless }, { signal, onEvent });
    expect(endedAt - stoppedAt()).toBeLessThan(100);
    expect(reply.error?.message).toBe('stopped');
    expect(reply.text.startsWith('on and on and ')).toBe(true);
    await expect.poll(lastEnd).toBe('left-by-client');
  });

  test('a silent reply ends within 100 ms of Stop', async () => {
    const { signal, stop, stoppedAt } = stopwatch();
    setTimeout(stop, 200);
    const { reply, endedAt } = await ask({ transport: { stallAfterBytes: 0 } }, { signal });
    expect(endedAt - stoppedAt()).toBeLessThan(100);
    expect(reply).toMatchObject({ text: '', error: { message: 'stopped' } });
  });

  test('a reply that falls silent ends within 100 ms of Stop, and keeps its text', async () => {
    const { signal, stop, stoppedAt } = stopwatch();
    const onEvent = ({ type }: ProviderEvent) => {
      if (type === 'text-delta') setTimeout(stop, 50);
    };
    const script = { reply: LONG_TEXT, transport: { stallAfterBytes: 5000 } };
    const { reply, endedAt } = await ask(script, { signal, onEvent });
    expect(endedAt - stoppedAt()).toBeLessThan(100);
    expect(reply.error?.message).toBe('stopped');
    expect(reply.text).not.toBe('');
    expect(LONG_TEXT.startsWith(reply.text)).toBe(true);
  });

  const imageModels = provider.models(undefined).filter(({ output }) => output === 'image');
  test.each(imageModels)('$name makes an image, and says what is in it', async ({ id }) => {
    const { reply, violations } = await ask({}, { modelId: id, output: 'image' });
    const images = reply.events.filter(({ type }) => type === 'image' || type === 'image-address');
    expect(images).toEqual([expect.objectContaining({ alt: expect.stringMatching(/./) })]);
    expect(reply).toMatchObject({ finishReason: 'stop', error: null });
    expect(violations).toEqual([]);
  });

  interface AskOptions extends Partial<Pick<ChatRequest, 'modelId' | 'output'>> {
    readonly signal?: AbortSignal;
    readonly onEvent?: (event: ProviderEvent) => void;
  }

  async function ask(script: Partial<Script>, { signal, onEvent, ...request }: AskOptions = {}) {
    const clock = new VirtualClock();
    const start = emulators[provider.id];
    if (!start) throw new Error(`No stand-in for ${provider.id}`);
    await using emulator = await start({ now: clock.now });
    await using browser = createNodeBrowser({ provider, emulator, clock });
    Object.assign(emulator.script, { reply: TEXT, ...script });
    const { settings, violations, requests } = emulator;
    const { need } = provider.connection(settings).key;
    const context = browser.context({
      settings,
      ...(signal && { signal }),
      ...(need !== 'none' && { apiKey: API_KEY }),
    });
    const reply = await collectReply(provider, { turns: TURNS, ...request }, context, onEvent);
    const endedAt = performance.now();
    const traits = traitsOf(emulator);
    return {
      reply,
      endedAt,
      traits,
      /** The usual reply, as it arrives when all goes well. */
      whole: arriving(TEXT, {}, traits),
      clock,
      violations,
      asked: requests.filter(({ method }) => method === 'POST').length,
      lastEnd: () => requests.at(-1)?.response.end,
    };
  }
});

async function* endless() {
  for (;;) {
    yield 'on and ';
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
}

function waitsIn(events: readonly ProviderEvent[]) {
  return events.flatMap((event) => (event.type === 'wait' ? [event.wait] : []));
}

/** Stops a reply, and tells when that was. */
function stopwatch() {
  const controller = new AbortController();
  let at = Infinity;
  const stop = () => {
    if (at !== Infinity) return;
    at = performance.now();
    controller.abort(new Error('stopped'));
  };
  return { signal: controller.signal, stop, stoppedAt: () => at };
}
