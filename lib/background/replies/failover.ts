import { alternativesTo, TAKEOVER_AFTER } from '@/lib/chat/failover';
import { hasImages, type Prompt, type Reply } from '@/lib/chat/message';
import type { ModelChoice } from '@/lib/chat/provider-info';
import { preferencesOf, readSettings } from '@/lib/settings/settings';
import { listProviders } from '../providers/provider-directory';

export interface FailedTry {
  readonly reply: Reply;
  readonly prompt: Prompt;
  /** Ids of the providers that have been asked already. */
  readonly tried: readonly string[];
}

/** Who answers by itself where `reply` failed: the user has to have said so. `null` for no one. */
export async function findSuccessor({
  reply,
  prompt,
  tried,
}: FailedTry): Promise<ModelChoice | null> {
  const { outcome, providerId, modelId } = reply;
  if (outcome?.type !== 'failed' || TAKEOVER_AFTER[outcome.error.kind] !== 'by-itself') return null;
  const [providers, settings] = await Promise.all([listProviders(), readSettings()]);
  const wanted = { providerId, modelId, hasImages: hasImages(prompt) };
  const next = alternativesTo(wanted, providers).find(
    ({ provider: { id } }) => !tried.includes(id) && preferencesOf(settings, id).takesOver,
  );
  return next ? { providerId: next.provider.id, modelId: next.model.id } : null;
}
