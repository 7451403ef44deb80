import { startAiaskEmulator } from './aiask';
import { startAichatsEmulator } from './aichats';
import { startAnthropicEmulator } from './anthropic';
import { startDarkaiEmulator } from './darkai';
import { startDuckduckgoEmulator } from './duckduckgo';
import { startGeminiEmulator } from './gemini';
import { startOllamaEmulator } from './ollama';
import { startOpenaiEmulator } from './openai';
import type { ProviderEmulator } from './script';

interface EmulatorOptions {
  /** A virtual clock, shared with the client. */
  readonly now: () => number;
}

/** The stand-in for each provider's service, by provider id. A provider without one fails its test. */
export const emulators: Readonly<
  Record<string, (options: EmulatorOptions) => Promise<ProviderEmulator>>
> = {
  duckduckgo: startDuckduckgoEmulator,
  aichats: startAichatsEmulator,
  darkai: startDarkaiEmulator,
  aiask: startAiaskEmulator,
  anthropic: startAnthropicEmulator,
  gemini: startGeminiEmulator,
  ollama: startOllamaEmulator,
  'openai-compatible': startOpenaiEmulator,
};
