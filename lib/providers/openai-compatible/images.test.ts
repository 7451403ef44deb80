import { afterEach, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser } from '@/test/emulators/node-context';
import {
  PNG_BASE64,
  startOpenaiEmulator,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
} from '@/test/emulators/openai';
import { openaiCompatible } from './index';

let emulator: OpenaiEmulator | undefined;
afterEach(() => emulator?.close());

async function draw(
  options: OpenaiEmulatorOptions,
  asked: Pick<Parameters<typeof collectReply>[1], 'modelId' | 'imageSize' | 'imageQuality'>,
) {
  const started = await startOpenaiEmulator(options);
  emulator = started;
  await using browser = createNodeBrowser({ provider: openaiCompatible, emulator: started });
  const context = browser.context({ settings: started.settings, apiKey: 'sk-any' });
  const turns = [{ role: 'user' as const, text: 'A fox' }];
  const reply = await collectReply(openaiCompatible, { output: 'image', turns, ...asked }, context);
  const { requests, violations } = started;
  const bodies = requests.map(({ body }): unknown => JSON.parse(body));
  return { reply, bodies, violations };
}

async function base64In(image: unknown): Promise<string> {
  if (!(image instanceof Blob)) throw new Error('No image');
  return Buffer.from(await image.arrayBuffer()).toString('base64');
}

test('dall-e-3 is asked for base64, and what it drew is told as it put it', async () => {
  const { reply, bodies, violations } = await draw(
    { script: { revisedPrompt: 'A red fox in snow' } },
    { modelId: 'dall-e-3', imageSize: '1792x1024', imageQuality: 'hd' },
  );
  expect(violations).toEqual([]);
  expect(bodies).toEqual([
    {
      model: 'dall-e-3',
      prompt: 'A fox',
      n: 1,
      size: '1792x1024',
      quality: 'hd',
      response_format: 'b64_json',
    },
  ]);
  expect(reply.events).toMatchObject([{ type: 'image', alt: 'A red fox in snow' }]);
  const [event] = reply.events;
  expect(event?.type === 'image' && (await base64In(event.image))).toBe(PNG_BASE64);
  expect(reply.finishReason).toBe('stop');
});

test('gpt-image-1 is not told the form, and its images are called as they were asked for', async () => {
  const { reply, bodies, violations } = await draw(
    {},
    { modelId: 'gpt-image-1', imageSize: 'auto', imageQuality: 'low' },
  );
  expect(violations).toEqual([]);
  expect(bodies).toEqual([
    { model: 'gpt-image-1', prompt: 'A fox', n: 1, size: 'auto', quality: 'low' },
  ]);
  expect(reply.events).toMatchObject([{ type: 'image', alt: 'A fox' }]);
});

/** Refuses the form that we ask for, once. */
const withoutForm = () => [
  { on: 'images', status: 400, body: '{"error":{"message":"Unknown: response_format"}}' },
];

test('a server that leaves its images at an address is asked for no more', async () => {
  const { reply, bodies, violations } = await draw(
    { dialect: 'gpt4free', script: { imageFormat: 'url', faults: withoutForm() } },
    { modelId: 'flux' },
  );
  expect(violations).toEqual([]);
  expect(bodies).toHaveLength(2);
  const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/generated\/image\.png$/);
  expect(reply.events).toEqual([{ type: 'image-address', url, alt: 'A fox' }]);
});

test('a server may answer with a data URL', async () => {
  const { reply } = await draw(
    { dialect: 'gpt4free', script: { imageFormat: 'data-url', faults: withoutForm() } },
    { modelId: 'flux' },
  );
  expect(reply.events).toMatchObject([{ type: 'image', alt: 'A fox' }]);
});

test.each([
  [{ data: [] }, 'protocol'],
  [{ data: [{ url: 'javascript:alert(1)' }] }, 'protocol'],
  [{ data: [{ b64_json: 'PHN2Zz4=' }] }, 'protocol'],
  [{ error: { message: 'No', code: 'moderation_blocked' } }, 'rejected'],
])('an answer of %j is no image', async (answer, kind) => {
  const fault = { on: 'images', status: 200, body: JSON.stringify(answer) };
  const { reply } = await draw({ script: { faults: [fault] } }, { modelId: 'gpt-image-1' });
  expect(reply).toMatchObject({ events: [], error: { kind } });
});
