import { t } from '@/lib/client/i18n';
import {
  changeImageOptions,
  chosenModel,
  type ProvidersState,
  type ProvidersStore,
} from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import styles from './image-options.module.css';

const selectProviders = (state: ProvidersState) => state;

/** How large and how good the next image is to be, where the chosen model lets that be asked for. */
export function ImageOptions({ store }: { readonly store: ProvidersStore }) {
  const state = useStore(store, selectProviders);
  const model = chosenModel(state)?.model;
  if (model?.output !== 'image') return null;
  const { size, quality } = state.settings?.images[model.id] ?? {};
  const change = (options: { size?: string; quality?: string }) =>
    void changeImageOptions(store, model.id, options);
  if (!hasChoice(model.imageSizes) && !hasChoice(model.imageQualities)) return null;
  return (
    <div class={styles['options']}>
      <Choice
        label={t('imageSize')}
        automatic={t('automaticSize')}
        options={model.imageSizes}
        value={size}
        onChoose={(chosen) => change({ size: chosen })}
      />
      <Choice
        label={t('imageQuality')}
        automatic={t('automaticQuality')}
        options={model.imageQualities}
        value={quality}
        onChoose={(chosen) => change({ quality: chosen })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What the service calls `auto`. */
  readonly automatic: string;
  /** In the service's own words; the first is its default. */
  readonly options: readonly string[] | undefined;
  readonly value: string | undefined;
  readonly onChoose: (value: string) => void;
}

function Choice({ label, automatic, options, value, onChoose }: ChoiceProps) {
  if (!hasChoice(options)) return null;
  return (
    <select
      class={styles['choice']}
      aria-label={label}
      title={label}
      value={options.find((option) => option === value) ?? options[0]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {option === 'auto' ? automatic : option.replace(/^(\d+)x(\d+)$/, '$1 × $2')}
        </option>
      ))}
    </select>
  );
}

function hasChoice(options: readonly string[] | undefined): options is readonly string[] {
  return options !== undefined && options.length > 1;
}
