import { useId, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import {
  chooseModel,
  chosenModel,
  refreshModels,
  type ProvidersState,
  type ProvidersStore,
} from '@/lib/client/providers-store';
import { useStore } from '@/lib/client/use-store';
import { ChevronDownIcon, RefreshIcon } from '@/components/controls/icons';
import { Menu } from '@/components/controls/menu';
import { MenuGroup } from '@/components/controls/menu-group';
import { MenuItem } from '@/components/controls/menu-item';
import styles from './model-picker.module.css';

const selectProviders = (state: ProvidersState) => state;

interface ModelPickerProps {
  readonly store: ProvidersStore;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Which model answers the next prompt. */
export function ModelPicker({ store, isOpen, onOpenChange }: ModelPickerProps) {
  const state = useStore(store, selectProviders);
  const [refresh, setRefresh] = useState<'idle' | 'running' | { failedFor: string }>('idle');
  const nameId = useId();
  const chosen = chosenModel(state);
  const chosenFrom = state.providers?.filter(({ isOn }) => isOn) ?? [];

  async function refreshFrom({ id, name }: { id: string; name: string }): Promise<void> {
    setRefresh('running');
    try {
      await refreshModels(store, id);
      setRefresh('idle');
    } catch {
      setRefresh({ failedFor: name });
    }
  }

  return (
    <Menu
      label={t('model')}
      side="above"
      isOpen={isOpen}
      onClose={() => onOpenChange(false)}
      trigger={
        <button
          type="button"
          class={styles['button']}
          aria-label={t('model')}
          aria-describedby={nameId}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => onOpenChange(!isOpen)}
        >
          <span class={styles['name']} id={nameId}>
            {chosen?.model.name ?? t('modelUnknown')}
          </span>
          <ChevronDownIcon />
        </button>
      }
    >
      {chosenFrom.map((provider) => (
        <MenuGroup key={provider.id} label={provider.name}>
          {provider.shownModels.map((model) => (
            <MenuItem
              key={model.id}
              isChecked={chosen?.provider.id === provider.id && chosen.model.id === model.id}
              onSelect={() => {
                void chooseModel(store, { providerId: provider.id, modelId: model.id });
                onOpenChange(false);
              }}
            >
              {model.name}
            </MenuItem>
          ))}
          {provider.listsModels && (
            <MenuItem
              isDisabled={refresh === 'running'}
              onSelect={() => void refreshFrom(provider)}
            >
              <span class={styles['refresh']}>
                <RefreshIcon />
                {refresh === 'running' ? t('refreshingModels') : t('refreshModels')}
              </span>
            </MenuItem>
          )}
        </MenuGroup>
      ))}
      {typeof refresh === 'object' && (
        <p class={styles['problem']} role="alert">
          {t('refreshModelsFailed', refresh.failedFor)}
        </p>
      )}
    </Menu>
  );
}
