import { expect, test } from 'vitest';
import { readPieces } from './pieces';

test.each([
  ['more', new TextEncoder().encode(': keep-alive\n')],
  ['an empty chunk', new Uint8Array()],
])('a body that always has %s does not keep a Stop from being heard', async (_kind, chunk) => {
  const controller = new AbortController();
  const endless = new ReadableStream<Uint8Array>({ pull: (body) => body.enqueue(chunk) });
  setTimeout(() => controller.abort(new Error('stopped')));
  let pieces = 0;
  const reading = async () => {
    for await (const _ of readPieces(endless, controller.signal)) {
      pieces += 1;
      if (pieces > 5_000_000) return;
    }
  };
  await expect(reading()).rejects.toThrow('stopped');
});

test('what comes in one large chunk comes in pieces, and no character is cut', async () => {
  const text = 'a€'.repeat(100_000);
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const pieces: string[] = [];
  for await (const piece of readPieces(body, new AbortController().signal)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces.join('')).toBe(text);
});
