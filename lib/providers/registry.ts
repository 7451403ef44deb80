import { aiask } from './aiask';
import { aichats } from './aichats/index';
import { anthropic } from './anthropic/index';
import { browserModel } from './browser-model/index';
import { darkai } from './darkai';
import { duckduckgo } from './duckduckgo/index';
import { gemini } from './gemini/index';
import { ollama } from './ollama/index';
import { openaiCompatible } from './openai-compatible/index';
import type { Provider } from './provider';

/** Every provider, in the order the picker shows them. Adding one: a file here, a line below. */
export const providers: readonly Provider[] = [
  duckduckgo,
  aichats,
  darkai,
  aiask,
  anthropic,
  gemini,
  ollama,
  browserModel,
  openaiCompatible,
];

export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
