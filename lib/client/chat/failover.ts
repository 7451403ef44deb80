import { alternativesTo, TAKEOVER_AFTER, type Alternative } from '@/lib/chat/failover';
import type { MessageId } from '@/lib/chat/ids';
import { hasImages, type Message, type Prompt, type Reply } from '@/lib/chat/message';
import type { ProviderInfo } from '@/lib/chat/provider-info';

/** Who could answer in the place of a reply that failed; no one where it would end the same. */
export function alternativesFor(
  { outcome, parentId, providerId, modelId }: Reply,
  messages: readonly Message[],
  providers: readonly ProviderInfo[],
): Alternative[] {
  if (outcome?.type !== 'failed' || TAKEOVER_AFTER[outcome.error.kind] === 'never') return [];
  const prompt = promptOf(messages, parentId);
  const wanted = { providerId, modelId, hasImages: prompt !== undefined && hasImages(prompt) };
  return alternativesTo(wanted, providers);
}

/** The prompt with this id. */
export function promptOf(messages: readonly Message[], id: MessageId): Prompt | undefined {
  return messages.find(
    (message): message is Prompt => message.id === id && message.role === 'user',
  );
}
