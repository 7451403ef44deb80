import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChatError } from '@/lib/chat/errors';
import { createLineSplitter, readLines } from './lines';

const NEVER = new AbortController().signal;

test('any split of any bytes gives the same lines', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => new TextEncoder().encode(text)),
    fc.constantFrom('\n', '\r', '\r\n', '\n\r', '😀').map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 5 }), // mostly not UTF-8
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.infiniteStream(fc.nat(4)), async (pieces, sizes) => {
      const bytes = Uint8Array.from(pieces.flatMap((each) => [...each]));
      const lines = await collect(streamOf(cut(bytes, sizes)));
      expect(lines).toEqual(linesOf(new TextDecoder().decode(bytes)));
    }),
  );
});

test('a line is there as soon as its end is, whichever end it is', () => {
  const splitter = createLineSplitter();
  expect(splitter.push('one\r')).toEqual(['one']);
  expect(splitter.push('\ntwo\nth')).toEqual(['two']);
  expect(splitter.push('ree\r\n\rfour')).toEqual(['three', '']);
  expect(splitter.end()).toEqual(['four']);
});

test('a line without an end is refused once it is longer than a mebibyte', async () => {
  const chunk = new Uint8Array(65_536).fill(0x61);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent++;
      controller.enqueue(chunk);
    },
  });
  await expect(collect(endless)).rejects.toThrow(
    new ChatError('protocol', 'A line is longer than 1048576 characters'),
  );
  expect(sent).toBeLessThan(20);
});

test('a broken connection is cut-off, after the lines that came', async () => {
  const lines: string[] = [];
  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulls++ > 0) controller.error(new TypeError('network error'));
        else controller.enqueue(new TextEncoder().encode('one\ntwo'));
      },
    },
    { highWaterMark: 0 },
  );
  const reading = async () => {
    for await (const group of readLines(broken, NEVER)) lines.push(...group);
  };
  await expect(reading()).rejects.toMatchObject({ kind: 'cut-off' });
  expect(lines).toEqual(['one']);
});

test('leaving the loop early ends the connection', async () => {
  let isCancelled = false;
  const open = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('one\ntwo\n')),
    cancel: () => void (isCancelled = true),
  });
  for await (const lines of readLines(open, NEVER)) {
    expect(lines).toEqual(['one', 'two']); // what arrived together comes together
    break;
  }
  expect(isCancelled).toBe(true);
});

test('an abort ends a read that waits, with the reason of the abort', async () => {
  const controller = new AbortController();
  const silent = new ReadableStream<Uint8Array>();
  const reading = collect(silent, controller.signal);
  controller.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
});

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function* cut(bytes: Uint8Array, sizes: Iterator<number>): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const size = Number(sizes.next().value);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function streamOf(chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function collect(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal = NEVER,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const group of readLines(body, signal)) lines.push(...group);
  return lines;
}
