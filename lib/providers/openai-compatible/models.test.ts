import { afterEach, expect, test } from 'vitest';
import { createNodeBrowser } from '@/test/emulators/node-context';
import {
  startOpenaiEmulator,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
} from '@/test/emulators/openai';
import { openaiCompatible } from './index';
import { describeModel } from './model-facts';

let emulator: OpenaiEmulator | undefined;
afterEach(() => emulator?.close());

interface Given {
  readonly apiKey?: string;
  readonly baseUrl?: string;
}

async function list(options: OpenaiEmulatorOptions, { apiKey = 'sk-any', baseUrl }: Given = {}) {
  emulator = await startOpenaiEmulator(options);
  await using browser = createNodeBrowser({ provider: openaiCompatible, emulator });
  const settings = { baseUrl: baseUrl ?? emulator.baseUrl };
  return await openaiCompatible.listModels?.(browser.context({ settings, apiKey }));
}

const GPT_IMAGE_CHOICES = {
  imageSizes: ['auto', '1024x1024', '1536x1024', '1024x1536'],
  imageQualities: ['auto', 'low', 'medium', 'high'],
};

test('of OpenAI those are listed that chat or draw, newest first and images last', async () => {
  expect(await list({})).toEqual([
    { id: 'gpt-5-mini', name: 'gpt-5-mini', output: 'text', takesImages: true },
    { id: 'gpt-4o', name: 'gpt-4o', output: 'text', takesImages: true },
    { id: 'gpt-3.5-turbo', name: 'gpt-3.5-turbo', output: 'text' },
    { id: 'gpt-image-1', name: 'gpt-image-1', output: 'image', ...GPT_IMAGE_CHOICES },
    {
      id: 'dall-e-3',
      name: 'dall-e-3',
      output: 'image',
      imageSizes: ['1024x1024', '1792x1024', '1024x1792'],
      imageQualities: ['standard', 'hd'],
    },
  ]);
});

test('OpenRouter says what its models take and make', async () => {
  expect(await list({ dialect: 'openrouter' })).toEqual([
    { id: 'meta/llama-see', name: 'Meta: Llama See', output: 'text', takesImages: true },
    { id: 'meta/llama-blind', name: 'Meta: Llama Blind', output: 'text' },
    { id: 'google/gemini-image', name: 'Google: Gemini Image', output: 'image' },
  ]);
});

test("gpt4free's list has its providers in it, and says what sees and draws", async () => {
  expect(await list({ dialect: 'gpt4free' })).toEqual([
    { id: 'gpt-4o', name: 'gpt-4o', output: 'text', takesImages: true },
    { id: 'deepseek-r1', name: 'deepseek-r1', output: 'text' },
    { id: 'PhindAi', name: 'PhindAi', output: 'text' },
    { id: 'flux', name: 'flux', output: 'image' },
  ]);
});

test("llama.cpp's model is called without its path, and takes images where it says so", async () => {
  const id = '/models/Some-7B-Q4_K_M.gguf';
  expect(await list({ dialect: 'llama.cpp' })).toEqual([
    { id, name: 'Some-7B-Q4_K_M', output: 'text', takesImages: true },
  ]);
});

test('LM Studio is asked for its own list, which says what its models take', async () => {
  const baseUrl = 'http://localhost:1234/v1'; // where it is known by its port
  expect(await list({ dialect: 'lm-studio' }, { baseUrl })).toEqual([
    { id: 'some-seer', name: 'some-seer', output: 'text', takesImages: true },
    { id: 'qwen2-vl-blinded', name: 'qwen2-vl-blinded', output: 'text' },
  ]);
});

test('an LM Studio without a list of its own is asked for the common one', async () => {
  const baseUrl = 'http://localhost:1234/v1';
  const models = await list({ dialect: 'llama.cpp' }, { baseUrl });
  expect(models?.map(({ name }) => name)).toEqual(['Some-7B-Q4_K_M']);
});

test('a list without a frame is read, and an odd entry left out', async () => {
  expect(await list({ dialect: 'together' })).toEqual([
    { id: 'some/chat', name: 'Some Chat', output: 'text' },
    { id: 'some/painter', name: 'Some Painter', output: 'image' },
  ]);
});

test('a list that is none is an error, and so is a wrong key', async () => {
  await expect(list({ script: { models: { hello: 1 } } })).rejects.toMatchObject({
    kind: 'protocol',
  });
  await emulator?.close();
  const refused = list({ script: { key: 'right' } }, { apiKey: 'sk-wrong-canary' });
  await expect(refused).rejects.toMatchObject({
    kind: 'credentials',
    message: 'Incorrect API key provided: Bearer [left out].',
  });
});

test.each([
  'gpt-4.1-mini',
  'o3',
  'openai/gpt-4o-mini',
  'anthropic/claude-sonnet-4',
  'google/gemini-2.5-flash',
  'qwen/qwen2.5-vl-7b',
  'Qwen2-VL-2B-Instruct',
  'qwen3-vl:8b',
  'llama-3.2-11b-vision-preview',
  'meta-llama/llama-4-scout-17b-16e-instruct',
  'google/gemma-3-12b',
  'llava-v1.6-mistral-7b',
  'pixtral-12b-2409',
  'mistral-small-3.2-24b',
  'moondream2',
  'openbmb/minicpm-v-2_6',
  'internvl3-8b',
])('%s is known to take images', (id) => {
  expect(describeModel({ id })).toMatchObject({ output: 'text', takesImages: true });
});

test.each([
  'gpt-3.5-turbo',
  'o3-mini',
  'o1-preview',
  'deepseek-reasoner',
  'llama-3.3-70b-versatile',
  'qwen2.5-7b-instruct',
  'gemma-3-1b-it',
  'mistral-7b-instruct',
  'phi-4',
])('%s is not thought to take images', (id) => {
  expect(describeModel({ id })).toEqual({ id, name: id, output: 'text' });
});

test.each([
  'text-embedding-3-large',
  'nomic-embed-text-v1.5',
  'BAAI/bge-m3',
  'whisper-large-v3-turbo',
  'tts-1-hd',
  'playai-tts',
  'gpt-4o-transcribe',
  'gpt-4o-audio-preview',
  'gpt-realtime',
  'omni-moderation-latest',
  'davinci-002',
  'sora-2',
  'o1-pro',
  'gpt-5-codex',
  'o4-mini-deep-research',
  'mistral-ocr-latest',
])('%s neither chats nor draws', (id) => {
  expect(describeModel({ id })).toBeNull();
});

test.each([
  'dall-e-2',
  'gpt-image-2.6',
  'openai/dall-e-3',
  'black-forest-labs/FLUX.1-schnell',
  'stabilityai/stable-diffusion-3.5-large',
  'grok-2-image-1212',
])('%s draws', (id) => {
  expect(describeModel({ id })?.output).toBe('image');
});
