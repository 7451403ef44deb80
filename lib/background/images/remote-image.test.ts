import { afterEach, expect, test, vi } from 'vitest';
import type { RemoteImage } from '@/lib/chat/remote-image';
import { fetchImage as fetchImageOf, loadRemoteImage } from './remote-image';

const ADDRESS = 'https://images.example/a.png?q=1#part';
const GIF = Uint8Array.from(
  [...'GIF89a\u0001\u0000\u0001\u0000'].map((c) => c.codePointAt(0) ?? 0),
);

const fetchImage = vi.fn<typeof fetch>();
const hasHostAccess = vi.fn(async (_origins: readonly string[]) => true);

afterEach(() => {
  fetchImage.mockReset();
  hasHostAccess.mockReset().mockResolvedValue(true);
});

function load(address = ADDRESS, timeoutMs?: number): Promise<RemoteImage> {
  return loadRemoteImage(address, {
    fetch: fetchImage,
    hasHostAccess,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}

test('an image comes with its own type, whatever its host calls it', async () => {
  fetchImage.mockResolvedValue(new Response(GIF, { headers: { 'content-type': 'text/html' } }));
  expect(await load()).toEqual({
    type: 'image',
    mediaType: 'image/gif',
    base64: Buffer.from(GIF).toString('base64'),
  });
});

test('its host gets no cookies and no referrer, and leads nowhere else', async () => {
  fetchImage.mockResolvedValue(new Response(GIF));
  await load();
  expect(hasHostAccess).toHaveBeenCalledWith(['https://images.example/*']);
  expect(fetchImage).toHaveBeenCalledExactlyOnceWith(ADDRESS, {
    headers: { accept: expect.not.stringContaining('svg') },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: expect.any(AbortSignal),
  });
});

test.each(['http://images.example/a.png', 'https://127.0.0.1/a.png', 'https://nas.local/a.png'])(
  'nothing is asked of %s',
  async (address) => {
    expect(await load(address)).toEqual({ type: 'failure', failure: 'address' });
    expect(fetchImage).not.toHaveBeenCalled();
  },
);

test('nothing is asked of a host that the user has not allowed', async () => {
  hasHostAccess.mockResolvedValue(false);
  expect(await load()).toEqual({ type: 'failure', failure: 'host-access' });
  expect(fetchImage).not.toHaveBeenCalled();
});

test.each([
  ['an error of the host', () => new Response(GIF, { status: 404 })],
  ['no body', () => new Response(null)],
])('%s is said', async (_, respond) => {
  fetchImage.mockResolvedValue(respond());
  expect(await load()).toEqual({ type: 'failure', failure: 'network' });
});

test('a host that cannot be reached, or that leads elsewhere, is said', async () => {
  fetchImage.mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await load()).toEqual({ type: 'failure', failure: 'network' });
});

test('a document that could run something is no image', async () => {
  fetchImage.mockResolvedValue(
    new Response('<svg xmlns="http://www.w3.org/2000/svg"/>', {
      headers: { 'content-type': 'image/svg+xml' },
    }),
  );
  expect(await load()).toEqual({ type: 'failure', failure: 'not-an-image' });
});

test('an endless file is left after 20 MB', async () => {
  let isCancelled = false;
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000_000;
      controller.enqueue(new Uint8Array(1_000_000));
    },
    cancel() {
      isCancelled = true;
    },
  });
  fetchImage.mockResolvedValue(new Response(endless));
  expect(await load()).toEqual({ type: 'failure', failure: 'too-large' });
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(25_000_000);
});

test('a small file that says it has 40,000 million pixels is not drawn', async () => {
  const bomb = Uint8Array.from([...GIF.subarray(0, 6), 0xff, 0xff, 0xff, 0xff]);
  fetchImage.mockResolvedValue(new Response(bomb));
  expect(await load()).toEqual({ type: 'failure', failure: 'too-large' });
});

test('a host that does not answer is not waited for', async () => {
  fetchImage.mockImplementation(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
  );
  expect(await load(ADDRESS, 5)).toEqual({ type: 'failure', failure: 'timeout' });
});

test('megabytes come through whole', async () => {
  const large = new Uint8Array(3_000_001).map((_, index) => GIF[index] ?? index % 251);
  fetchImage.mockResolvedValue(new Response(large));
  const image = await load();
  expect(image.type === 'image' && Buffer.from(image.base64, 'base64').equals(large)).toBe(true);
});

test('a download ends with the reply that it is for', async () => {
  const reply = new AbortController();
  let isLeft = false;
  fetchImage.mockImplementation(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          isLeft = true;
          reject(init.signal?.reason);
        });
      }),
  );
  const context = { fetch: fetchImage, hasHostAccess, signal: reply.signal };
  const fetching = fetchImageOf(ADDRESS, context);
  await expect.poll(() => fetchImage).toHaveBeenCalled();
  reply.abort();
  expect(await fetching).toBe('network');
  expect(isLeft).toBe(true);
});
