import * as z from '@/lib/schema';
import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type {
  LanguageModelApi,
  LanguageModelMessage,
  LanguageModelSession,
} from '../language-model';
import {
  defineProvider,
  NO_KEY,
  type ChatRequest,
  type ChatTurn,
  type ProviderContext,
  type ProviderEvent,
} from '../provider';
import { systemMessages } from '../shared/prompt';

const MODEL_ID = 'built-in';

/** The model that comes with the browser and runs on this computer: nothing is sent anywhere. */
export const browserModel = defineProvider({
  id: 'browser-model',
  name: 'This browser’s own model',
  isOnAtFirst: false,
  options: ['system-prompt'],
  settings: z.object({}),
  settingFields: [],
  stallMs: 300_000, // the browser loads the model first, from disk and into the graphics card
  connection: () => ({
    site: { name: 'developer.chrome.com', url: 'https://developer.chrome.com/docs/ai/prompt-api' },
    origins: [],
    headerRules: [],
    key: NO_KEY,
  }),
  isAvailable: async ({ languageModel }) =>
    languageModel !== null && (await languageModel.availability()) !== 'unavailable',
  models: () => [{ id: MODEL_ID, name: 'Built-in model', output: 'text' }],
  send,
});

async function* send(
  { turns, systemPrompt }: ChatRequest,
  { languageModel, signal }: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const model = await downloaded(languageModel);
  const messages = [...systemMessages(systemPrompt), ...turns.map(toMessage)];
  const history = messages.slice(0, -1);
  let session: LanguageModelSession | null = null;
  try {
    session = await model.create({ initialPrompts: history, signal });
    const reader = session.promptStreaming(messages.slice(-1), { signal }).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'stop';
      yield { type: 'text-delta', text: value };
    }
  } catch (error) {
    signal.throwIfAborted();
    throw toChatError(error);
  } finally {
    session?.destroy();
  }
}

/** Gigabytes are downloaded after a click that asks for them, and not because of a prompt. */
async function downloaded(languageModel: LanguageModelApi | null): Promise<LanguageModelApi> {
  const availability = (await languageModel?.availability()) ?? 'unavailable';
  if (languageModel !== null && availability === 'available') return languageModel;
  throw new ChatError('model-unavailable', 'The model has not been downloaded', {
    code: availability,
  });
}

function toMessage({ role, text }: ChatTurn): LanguageModelMessage {
  return { role, content: text };
}

/** By the names of exceptions in the standard. */
const KIND_BY_NAME: Readonly<Record<string, ErrorKind>> = {
  QuotaExceededError: 'prompt-too-long',
  NotReadableError: 'rejected', // the browser's filter stopped the reply
  NotSupportedError: 'rejected', // a language that the model does not know
  NotAllowedError: 'model-unavailable', // by the browser's own settings
};

function toChatError(error: unknown): ChatError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new ChatError(KIND_BY_NAME[name] ?? 'overloaded', `${name}: ${message}`, { cause: error });
}
