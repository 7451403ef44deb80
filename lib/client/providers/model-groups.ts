import type { Model, ModelChoice, ProviderInfo } from '@/lib/chat/provider-info';

/** Models of one provider that can be chosen now. */
export interface ModelGroup {
  readonly provider: ProviderInfo;
  readonly models: readonly Model[];
  /** How many more there are: a list of hundreds is not drawn, but found by typing. */
  readonly hiddenCount: number;
}

/** How many models are drawn, of all providers together. */
const MAX_DRAWN = 100;
/** How many each provider may have drawn in any case. */
const MIN_DRAWN_EACH = 8;

interface Wanted {
  /** Words that are in a model's name or id, or in its provider's name. */
  readonly query: string;
  readonly chosen: ModelChoice | null;
}

/** The models to choose from, in picker order; without a query, providers without models are there too. */
export function modelGroups(
  providers: readonly ProviderInfo[],
  { query, chosen }: Wanted,
): ModelGroup[] {
  const words = query.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const found = providers
    .filter(({ isOn }) => isOn)
    .map((provider) => ({
      provider,
      models: provider.shownModels.filter((model) => hasWords(model, provider, words)),
    }))
    .filter(({ models }) => models.length > 0 || words.length === 0);
  const room = Math.max(MIN_DRAWN_EACH, Math.floor(MAX_DRAWN / Math.max(1, found.length)));
  return found.map(({ provider, models }) => {
    const drawn = models.slice(0, room);
    const isChosen = ({ id }: Model) => chosen?.providerId === provider.id && chosen.modelId === id;
    const missing = models.slice(room).filter(isChosen);
    const all = [...drawn, ...missing];
    return { provider, models: all, hiddenCount: models.length - all.length };
  });
}

function hasWords(model: Model, provider: ProviderInfo, words: readonly string[]): boolean {
  const text = `${model.name} ${model.id} ${provider.name}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}
