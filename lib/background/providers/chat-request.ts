import { readSettings } from '@/lib/settings/settings';
import type { ChatRequest } from '@/lib/providers/provider';
import type { ConfiguredProvider } from './provider-directory';

/** What a conversation contributes to a request; the rest is the user's choices for the provider. */
export type ConversationRequest = Pick<ChatRequest, 'modelId' | 'turns' | 'state'>;

/** A request as the user has set it up: only options that the provider takes and the model has. */
export async function createChatRequest(
  { modelId, turns, state }: ConversationRequest,
  { provider, preferences, models }: ConfiguredProvider,
): Promise<ChatRequest> {
  const { images } = await readSettings();
  const model = models.find(({ id }) => id === modelId);
  const { options } = provider;
  const { systemPrompt, temperature, maxTokens } = preferences;
  const { size, quality } = images[modelId] ?? {};
  return {
    modelId,
    output: model?.output ?? 'text',
    turns: model?.takesImages ? turns : turns.map((turn) => ({ ...turn, images: [] })),
    state,
    systemPrompt: options.includes('system-prompt') ? systemPrompt.trim() : '',
    temperature: options.includes('temperature') ? temperature : null,
    maxTokens: options.includes('max-tokens') ? maxTokens : null,
    imageSize: oneOf(model?.imageSizes, size),
    imageQuality: oneOf(model?.imageQualities, quality),
  };
}

function oneOf(offered: readonly string[] | undefined, chosen: string | undefined): string | null {
  return offered?.find((each) => each === chosen) ?? offered?.[0] ?? null;
}
