import { expect, test } from 'vitest';
import { readServerSentEvents } from './sse';

const { signal } = new AbortController();

async function eventsOf(text: string, maxLength?: number) {
  const response = new Response(text, { headers: { 'content-type': 'text/event-stream' } });
  const events = [];
  const options = maxLength === undefined ? {} : { maxLength };
  for await (const group of readServerSentEvents(response, signal, options)) events.push(...group);
  return events;
}

test('events have a name and data; comments, ids and retries are left out', async () => {
  const text = ': hello\nid: 7\nretry: 10\nevent: delta\ndata: {"a":1}\n\ndata:x\ndata:  y\n\n';
  expect(await eventsOf(text)).toEqual([
    { event: 'delta', data: '{"a":1}' },
    { event: 'message', data: 'x\n y' },
  ]);
});

test('an event without data is none, and its name does not pass to the next', async () => {
  expect(await eventsOf('event: ping\n\ndata: a\n\n')).toEqual([{ event: 'message', data: 'a' }]);
});

test('what the end of the stream leaves open counts', async () => {
  expect(await eventsOf('data: a')).toEqual([{ event: 'message', data: 'a' }]);
});

test('a web page that calls itself a stream is none', async () => {
  await expect(eventsOf('<!doctype html><p>Sign in')).rejects.toMatchObject({ kind: 'web-page' });
});

test('an event of many lines is refused once it is too long', async () => {
  await expect(eventsOf('data: abc\n'.repeat(10), 20)).rejects.toMatchObject({ kind: 'protocol' });
});
