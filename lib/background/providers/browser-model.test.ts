import { expect, test } from 'vitest';
import type {
  LanguageModelApi,
  LanguageModelAvailability,
  LanguageModelCreateOptions,
  LanguageModelSession,
} from '@/lib/providers/language-model';
import { createBrowserModel } from './browser-model';

const silentSession = { promptStreaming: () => new ReadableStream<string>() };

/** A browser's model that downloads when it is told to. */
class FakeModel implements LanguageModelApi {
  sessions = 0;
  #availability: LanguageModelAvailability;
  #listener: ((event: { readonly loaded: number }) => void) | undefined;
  #finish: (() => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  constructor(availability: LanguageModelAvailability) {
    this.#availability = availability;
  }

  async availability(): Promise<LanguageModelAvailability> {
    return this.#availability;
  }

  create({ monitor }: LanguageModelCreateOptions): Promise<LanguageModelSession> {
    monitor?.({ addEventListener: (_type, listener) => (this.#listener = listener) });
    this.sessions += 1;
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#finish = () => resolve({ ...silentSession, destroy: () => (this.sessions -= 1) });
    });
  }

  tellProgress(loaded: number): void {
    this.#listener?.({ loaded });
  }

  finish(): void {
    this.#availability = 'available';
    this.#finish?.();
  }

  fail(): void {
    this.#fail?.(new DOMException('No space left', 'OperationError'));
  }
}

test('a browser without a model says so', async () => {
  expect(await createBrowserModel(null).status()).toEqual({ type: 'unavailable' });
});

test.each(['unavailable', 'downloadable', 'available'] as const)(
  'a model that is %s says so',
  async (type) => {
    expect(await createBrowserModel(new FakeModel(type)).status()).toEqual({ type });
  },
);

test('a download that another page began is told without its progress', async () => {
  const status = await createBrowserModel(new FakeModel('downloading')).status();
  expect(status).toEqual({ type: 'downloading', progress: null });
});

test('a download tells how far it is, and nothing stays loaded after it', async () => {
  const fake = new FakeModel('downloadable');
  const model = createBrowserModel(fake);
  const downloaded = model.download();
  expect(await model.status()).toEqual({ type: 'downloading', progress: null });
  fake.tellProgress(0.25);
  expect(await model.status()).toEqual({ type: 'downloading', progress: 0.25 });
  await model.download(); // a second click changes nothing
  expect(fake.sessions).toBe(1);
  fake.finish();
  await downloaded;
  expect(await model.status()).toEqual({ type: 'available' });
  expect(fake.sessions).toBe(0);
});

test('a download that fails can be started again', async () => {
  const fake = new FakeModel('downloadable');
  const model = createBrowserModel(fake);
  const downloaded = model.download();
  fake.fail();
  await downloaded;
  expect(await model.status()).toEqual({ type: 'downloadable' });
});
