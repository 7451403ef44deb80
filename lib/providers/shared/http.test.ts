import { expect, test } from 'vitest';
import { toErrorData } from '@/lib/chat/errors';
import { dataOf, errorFromResponse, readText, request } from './http';

const signal = new AbortController().signal;
const NOW = Date.UTC(2026, 10, 21);
const HTML = { headers: { 'content-type': 'text/html; charset=utf-8' } };

test.each([
  [401, 'no', 'sign-in', 'Response 401: no'],
  [402, 'pay', 'rate-limit', 'Response 402: Rate limit'],
  [403, 'not for you', 'blocked', 'Response 403: not for you'],
  [404, 'gone', 'protocol', 'Response 404: gone'],
  [413, 'big', 'prompt-too-long', 'Response 413: big'],
  [418, 'teapot', 'blocked', 'Response 418: teapot'],
  [422, 'odd', 'rejected', 'Response 422: odd'],
  [429, 'wait', 'rate-limit', 'Response 429: Rate limit'],
  [500, 'oops', 'overloaded', 'Response 500: oops'],
  [502, 'oops', 'overloaded', 'Response 502: Bad gateway'],
  [503, '<!DOCTYPE html><p>x', 'overloaded', 'Response 503: HTML content'],
])('status %i with "%s" is %s', async (status, body, kind, message) => {
  const error = await errorFromResponse(new Response(body, { status }), { signal, now: NOW });
  expect(toErrorData(error)).toEqual({ kind, message, status });
});

test.each([
  [403, '<title>Just a moment...</title>', 'blocked', 'a browser check by Cloudflare'],
  [403, '<p id="cf-spinner-please-wait">', 'blocked', 'a browser check by Cloudflare'],
  [520, '<p>x', 'overloaded', 'Unknown error (Cloudflare)'],
  [404, '<p>x', 'protocol', 'HTML content'],
])('a web page with status %i is named, not quoted: %s', async (status, body, kind, words) => {
  const response = new Response(body, { status, ...HTML });
  const error = await errorFromResponse(response, { signal, now: NOW });
  expect(error).toMatchObject({ kind, message: `Response ${status}: ${words}` });
});

test('a long error is quoted in part', async () => {
  const response = new Response('x'.repeat(100_000), { status: 500 });
  const { message } = await errorFromResponse(response, { signal, now: NOW });
  expect(message).toBe(`Response 500: ${'x'.repeat(300)}`);
});

test("the service's own error format comes first, its Retry-After too", async () => {
  const headers = { 'retry-after': '7' };
  const response = new Response('{"why":"full"}', { status: 403, headers });
  const error = await errorFromResponse(response, {
    signal,
    now: NOW,
    parse: (body, status) => ({ kind: 'overloaded', message: `${status} ${body}`, code: 'FULL' }),
  });
  expect(toErrorData(error)).toEqual({
    kind: 'overloaded',
    message: '403 {"why":"full"}',
    code: 'FULL',
    status: 403,
    retryAfterMs: 7000,
  });
});

test('a service that cannot be reached is a network error', async () => {
  await expect(request('https://duck.ai/x', {}, { fetch: offline, signal })).rejects.toMatchObject({
    kind: 'network',
    message: 'Could not reach duck.ai',
  });
});

test('a service that does not begin to answer is a network error in the end', async () => {
  const asked = request('https://duck.ai/', {}, { fetch: silent, signal }, { timeoutMs: 10 });
  await expect(asked).rejects.toMatchObject({
    kind: 'network',
    message: 'No answer from duck.ai within 0.01 s',
  });
});

test('the time to begin an answer does not limit the answer', async () => {
  let asked: AbortSignal | null | undefined;
  const fetch: typeof globalThis.fetch = (_, init) => {
    asked = init?.signal;
    return Promise.resolve(new Response('ok'));
  };
  await request('https://duck.ai/', {}, { fetch, signal }, { timeoutMs: 10 });
  await new Promise((resolve) => {
    setTimeout(resolve, 30);
  });
  expect(asked?.aborted).toBe(false);
});

test('an abort is passed on as what it is', async () => {
  const controller = new AbortController();
  controller.abort(new Error('stopped'));
  const context = { fetch: offline, signal: controller.signal };
  await expect(request('https://duck.ai/', {}, context)).rejects.toThrow('stopped');
});

test('a redirect that was not to be followed is a web page', async () => {
  const asked = request('https://duck.ai/', { redirect: 'manual' }, { fetch: redirecting, signal });
  await expect(asked).rejects.toMatchObject({ kind: 'web-page' });
});

test('a web page is no data, whatever its status says', () => {
  expect(() => dataOf(new Response('<p>Sign in', HTML))).toThrow('sent a web page');
  expect(() => dataOf(new Response(null))).toThrow('Empty answer');
});

test('text is read up to a length, and what a broken connection brought', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('äbc')),
  });
  expect(await readText(endless, { maxLength: 7, signal })).toBe('äbcäbcä');
  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulls++ > 0) controller.error(new TypeError('network error'));
      else controller.enqueue(new TextEncoder().encode('abc'));
    },
  });
  expect(await readText(broken, { maxLength: 100, signal })).toBe('abc');
});

const offline = () => Promise.reject(new TypeError('fetch failed'));
const redirecting = () => Promise.resolve(new Response(null, { status: 302 }));
const silent: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });
