import { useState } from 'preact/hooks';
import type { ModelOption, ProviderInfo } from '@/lib/chat/provider-info';
import { t, type MessageKey } from '@/lib/client/i18n';
import {
  changePreferences,
  parseMaxTokens,
  parseTemperature,
} from '@/lib/client/providers/provider-settings';
import type { ProvidersState, ProvidersStore } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { preferencesOf, type Preferences } from '@/lib/settings/settings';
import { Field } from './field';
import { SavedNote } from './saved-note';
import { useSaving } from './use-saving';

interface OptionSettingsProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
}

const selectSettings = (state: ProvidersState) => state.settings;

/** What requests to a provider carry besides the messages, of what it takes. */
export function OptionSettings({ provider, store }: OptionSettingsProps) {
  const settings = useStore(store, selectSettings);
  if (settings === null) return null;
  const preferences = preferencesOf(settings, provider.id);
  return provider.options.map((option) => (
    <OptionField
      key={option}
      option={option}
      preferences={preferences}
      onSave={(change) => changePreferences(store, provider.id, () => change)}
    />
  ));
}

interface OptionFieldProps {
  readonly option: ModelOption;
  readonly preferences: Preferences;
  readonly onSave: (change: Partial<Preferences>) => Promise<void>;
}

function OptionField({ option, preferences, onSave }: OptionFieldProps) {
  const { label, help, error, read, write } = OPTIONS[option];
  const [draft, setDraft] = useState<string | null>(null);
  const { status, save } = useSaving();
  const text = draft ?? read(preferences);
  const isInvalid = write(text) === 'invalid';

  function keep(): void {
    const change = write(text);
    if (draft === null || change === 'invalid') return;
    void save(() => onSave(change)).then((isSaved) => isSaved && setDraft(null));
  }

  const isLong = option === 'system-prompt';
  return (
    <Field
      label={t(label)}
      help={t(help)}
      error={isInvalid ? t(error) : null}
      note={<SavedNote status={status} />}
    >
      {(attributes) => {
        const shared = {
          ...attributes,
          value: text,
          onInput: (event: { currentTarget: { value: string } }) =>
            setDraft(event.currentTarget.value),
          onBlur: keep,
        };
        return isLong ? (
          <textarea {...shared} dir="auto" rows={4} />
        ) : (
          <input
            {...shared}
            dir="ltr"
            inputMode="decimal"
            autocomplete="off"
            placeholder={t('leftToService')}
            onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && keep()}
          />
        );
      }}
    </Field>
  );
}

interface OptionTexts {
  readonly label: MessageKey;
  readonly help: MessageKey;
  /** Said of what `write` cannot take. */
  readonly error: MessageKey;
  readonly read: (preferences: Preferences) => string;
  readonly write: (text: string) => Partial<Preferences> | 'invalid';
}

const OPTIONS: Readonly<Record<ModelOption, OptionTexts>> = {
  'system-prompt': {
    label: 'systemPrompt',
    help: 'systemPromptHelp',
    error: 'saveFailed',
    read: ({ systemPrompt }) => systemPrompt,
    write: (text) => ({ systemPrompt: text.trim() }),
  },
  temperature: {
    label: 'temperature',
    help: 'temperatureHelp',
    error: 'temperatureInvalid',
    read: ({ temperature }) => String(temperature ?? ''),
    write: (text) => {
      const temperature = parseTemperature(text);
      return temperature === 'invalid' ? temperature : { temperature };
    },
  },
  'max-tokens': {
    label: 'maxTokens',
    help: 'maxTokensHelp',
    error: 'maxTokensInvalid',
    read: ({ maxTokens }) => String(maxTokens ?? ''),
    write: (text) => {
      const maxTokens = parseMaxTokens(text);
      return maxTokens === 'invalid' ? maxTokens : { maxTokens };
    },
  },
};
