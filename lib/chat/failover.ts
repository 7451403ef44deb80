import type { ErrorKind } from './errors';
import type { Model, ModelChoice, ProviderInfo } from './provider-info';

/** Whether another provider may answer where one failed. */
type Takeover =
  | 'by-itself' // where the user lets it
  | 'on-request' // the user has something to decide first
  | 'never'; // it would end the same

/** What happens to a prompt after its reply failed; a reply that the user stopped did not fail. */
export const TAKEOVER_AFTER: Readonly<Record<ErrorKind, Takeover>> = {
  network: 'by-itself',
  'cut-off': 'by-itself',
  stalled: 'by-itself',
  'rate-limit': 'by-itself',
  overloaded: 'by-itself',
  blocked: 'by-itself',
  'web-page': 'by-itself',
  'sign-in': 'by-itself',
  credentials: 'by-itself',
  'model-unavailable': 'by-itself',
  protocol: 'by-itself',
  'host-access': 'on-request',
  'conversation-limit': 'on-request',
  'prompt-too-long': 'on-request',
  'images-not-taken': 'on-request',
  rejected: 'on-request',
  'reply-too-long': 'never',
  storage: 'never',
  internal: 'never',
};

/** A provider that could answer now, and the model it would do it with. */
export interface Alternative {
  readonly provider: ProviderInfo;
  readonly model: Model;
}

interface Wanted extends ModelChoice {
  /** Whether the prompt comes with images. */
  readonly hasImages: boolean;
}

/** Who could answer in the place of a model that did not, in picker order. */
export function alternativesTo(
  { providerId, modelId, hasImages }: Wanted,
  providers: readonly ProviderInfo[],
): Alternative[] {
  const failed = providers.find(({ id }) => id === providerId);
  const output = failed?.models.find(({ id }) => id === modelId)?.output ?? 'text';
  return providers.flatMap((provider) => {
    if (provider.id === providerId || !provider.isOn || provider.health.type !== 'ready') return [];
    const model = provider.shownModels.find(
      (each) => each.output === output && (!hasImages || each.takesImages === true),
    );
    return model ? [{ provider, model }] : [];
  });
}
