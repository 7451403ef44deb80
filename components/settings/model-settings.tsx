import { useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { formatNumber, t } from '@/lib/client/i18n';
import { addModel, removeModel, showModel } from '@/lib/client/providers/provider-settings';
import {
  chooseModel,
  chosenModel,
  refreshModels,
  type ProvidersState,
  type ProvidersStore,
} from '@/lib/client/providers/providers-store';
import { preferencesOf } from '@/lib/settings/settings';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { Field } from './field';
import { ModelRow } from './model-row';
import styles from './model-settings.module.css';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useSaving } from './use-saving';

/** From so many models on, a list is worth a filter. */
const FILTER_FROM = 8;

const selectState = (state: ProvidersState) => state;

interface ModelSettingsProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
}

/** Which of a provider's models are offered, and which one answers new chats. */
export function ModelSettings({ provider, store }: ModelSettingsProps) {
  const state = useStore(store, selectState);
  const [query, setQuery] = useState('');
  const [refresh, setRefresh] = useState<'idle' | 'running' | 'failed'>('idle');
  const { status, save } = useSaving();
  const { id: providerId, name, models, shownModels } = provider;
  const chosen = chosenModel(state);
  const added = state.settings ? preferencesOf(state.settings, providerId).addedModels : [];
  const found = models.filter((model) => matches(model, query));

  async function runRefresh(): Promise<void> {
    setRefresh('running');
    const hasWorked = await refreshModels(store, providerId).then(
      () => true,
      () => false,
    );
    setRefresh(hasWorked ? 'idle' : 'failed');
  }

  return (
    <div class={styles['models']}>
      <div class={styles['head']}>
        <h4>{t('models')}</h4>
        <span class={styles['count']}>
          {t('modelsShown', formatNumber(shownModels.length), formatNumber(models.length))}
        </span>
        <SavedNote status={status} />
        {provider.listsModels && (
          <Button
            aria-disabled={refresh === 'running'}
            onClick={() => void (refresh === 'running' || runRefresh())}
          >
            {refresh === 'running' ? t('refreshingModels') : t('refreshModels')}
          </Button>
        )}
      </div>
      {refresh === 'failed' && (
        <p class={styles['problem']} role="alert">
          {t('refreshModelsFailed', name)}
        </p>
      )}
      {models.length > FILTER_FROM && (
        <input
          class={styles['filter']}
          type="search"
          dir="auto"
          aria-label={t('filterModels')}
          placeholder={t('filterModels')}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {found.length === 0 ? (
        <p class={styles['count']}>{t(models.length === 0 ? 'noModels' : 'noModelsFound')}</p>
      ) : (
        <ul class={styles['list']} aria-label={t('modelsOf', name)} tabIndex={-1}>
          {found.map((model) => (
            <ModelRow
              key={model.id}
              model={model}
              isShown={shownModels.some(({ id }) => id === model.id)}
              isChosen={chosen?.provider.id === providerId && chosen.model.id === model.id}
              onShow={(isShown) =>
                save(() => showModel(store, provider, { modelId: model.id, isShown }))
              }
              onChoose={() =>
                void save(() => chooseModel(store, { providerId, modelId: model.id }))
              }
              onRemove={
                added.includes(model.id)
                  ? () => void save(() => removeModel(store, providerId, model.id))
                  : null
              }
            />
          ))}
        </ul>
      )}
      <NewModel onAdd={(modelId) => void save(() => addModel(store, providerId, modelId))} />
    </div>
  );
}

function NewModel({ onAdd }: { onAdd: (modelId: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onAdd(text.trim());
        setText('');
      }}
    >
      <Field label={t('addModel')} help={t('addModelHelp')}>
        {(attributes) => (
          <div class={styles['new']}>
            <TextInput {...attributes} kind="code" value={text} onType={setText} />
            <Button type="submit">{t('add')}</Button>
          </div>
        )}
      </Field>
    </form>
  );
}

function matches({ id, name }: { id: string; name: string }, query: string): boolean {
  const words = query.toLocaleLowerCase().split(/\s+/);
  const text = `${name} ${id}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}
