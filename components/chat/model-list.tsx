import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ModelChoice } from '@/lib/chat/provider-info';
import type { Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { modelGroups } from '@/lib/client/providers/model-groups';
import {
  chooseModel,
  chosenModel,
  type ProvidersState,
} from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { ModelGroupView } from './model-group';
import styles from './model-list.module.css';

const selectAll = (state: ProvidersState) => state;

interface ModelListProps {
  readonly chat: Chat;
  readonly onClose: () => void;
}

/** Every model that can be chosen, by provider, found by typing and walked through with the arrow keys. */
export function ModelList({ chat, onClose }: ModelListProps) {
  const state = useStore(chat.providers, selectAll);
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  const shown = chosenModel(state);
  const chosen = shown && { providerId: shown.provider.id, modelId: shown.model.id };
  const groups = modelGroups(state.providers ?? [], { query, chosen });
  const choices = groups.flatMap(({ provider, models }) =>
    models.map((model): ModelChoice => ({ providerId: provider.id, modelId: model.id })),
  );
  const optionId = ({ providerId, modelId }: ModelChoice) =>
    `${id}-${providerId}-${modelId}`.replaceAll(/\s/gu, '_'); // a list of ids has spaces between
  const isKnown = (wanted: string | null) => choices.some((each) => optionId(each) === wanted);
  const preferred = chosen && query === '' ? optionId(chosen) : null;
  const active = [activeId, preferred].find(isKnown) ?? (choices[0] ? optionId(choices[0]) : null);

  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const option = active === null ? null : document.getElementById(active);
    option?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function choose(choice: ModelChoice): void {
    void chooseModel(chat.providers, choice);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      return onClose();
    }
    if (event.isComposing || event.target !== field.current) return;
    const at = choices.findIndex((each) => optionId(each) === active);
    const current = choices[at];
    if (event.key === 'Enter' && current) choose(current);
    const next = choices.at(indexAfter(event.key, at, choices.length) ?? at);
    if (event.key !== 'Enter' && (next === current || next === undefined)) return;
    event.preventDefault();
    if (next) setActiveId(optionId(next));
  }

  return (
    <dialog open class={styles['popup']} aria-label={t('model')} onKeyDown={onKeyDown}>
      <input
        ref={field}
        class={styles['field']}
        type="text"
        role="combobox"
        aria-label={t('filterModels')}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={groups.map(({ provider }) => `${id}-${provider.id}`).join(' ')}
        aria-activedescendant={active ?? undefined}
        placeholder={t('filterModels')}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={({ currentTarget: { value } }) => {
          setQuery(value);
          setActiveId(null);
        }}
      />
      <div class={styles['groups']}>
        {groups.map((group) => (
          <ModelGroupView
            key={group.provider.id}
            chat={chat}
            group={group}
            listId={`${id}-${group.provider.id}`}
            chosen={chosen}
            active={active}
            optionId={optionId}
            onChoose={choose}
          />
        ))}
        {choices.length === 0 && (
          <output class={styles['note']}>{t(query === '' ? 'noModels' : 'noModelsFound')}</output>
        )}
      </div>
    </dialog>
  );
}

/** Where `key` leads from `at` in a list of `length`; `null` for a key that means something else. */
function indexAfter(key: string, at: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1 < length ? at + 1 : 0;
    case 'ArrowUp':
      return at > 0 ? at - 1 : length - 1;
    default:
      return null;
  }
}
