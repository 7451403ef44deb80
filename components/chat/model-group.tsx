import { useState } from 'preact/hooks';
import { toErrorData, type ErrorData } from '@/lib/chat/errors';
import type { ModelChoice, ProviderInfo } from '@/lib/chat/provider-info';
import type { Chat } from '@/lib/client/chat/chat';
import { focusComposer } from '@/lib/client/chat/composer-store';
import { healthText } from '@/lib/client/providers/health-text';
import { formatNumber, t, tData } from '@/lib/client/i18n';
import type { ModelGroup } from '@/lib/client/providers/model-groups';
import { refreshModels } from '@/lib/client/providers/providers-store';
import { HealthDot } from '@/components/controls/health-dot';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, InfoIcon, RefreshIcon } from '@/components/controls/icons';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import styles from './model-list.module.css';
import { runErrorAction } from './run-error-action';

interface ModelGroupViewProps {
  readonly chat: Chat;
  readonly group: ModelGroup;
  readonly listId: string;
  readonly chosen: ModelChoice | null;
  /** The id of the option that Enter chooses. */
  readonly active: string | null;
  readonly optionId: (choice: ModelChoice) => string;
  readonly onChoose: (choice: ModelChoice) => void;
}

/** One provider in the list of models: how it is, what is known of it, and its models. */
export function ModelGroupView({ chat, group, listId, ...props }: ModelGroupViewProps) {
  const { chosen, active, optionId, onChoose } = props;
  const { provider, models, hiddenCount } = group;
  const refresh = useRefresh(chat, provider);
  return (
    <fieldset class={styles['group']} aria-label={provider.name}>
      <header class={styles['header']}>
        <h3>{provider.name}</h3>
        <span class={styles['health']}>
          <HealthDot health={provider.health} />
          {healthText(provider.health)}
        </span>
        {provider.listsModels && (
          <IconButton
            icon={RefreshIcon}
            label={t(refresh.isRunning ? 'refreshingModels' : 'refreshModelsOf', provider.name)}
            disabled={refresh.isRunning}
            onClick={refresh.start}
          />
        )}
      </header>
      {provider.caveat !== null && (
        <details class={styles['caveat']}>
          <summary>
            <InfoIcon />
            {t('experimental')}
          </summary>
          <p>{tData(provider.caveat)}</p>
        </details>
      )}
      {refresh.error && (
        <ErrorNotice
          error={refresh.error}
          provider={provider}
          kept=""
          hasText={false}
          retryAt={0}
          onAction={(action) =>
            runErrorAction(action, {
              chat,
              provider,
              retry: refresh.start,
              goOn: refresh.start,
              shorten: () => focusComposer(chat.composer),
              chooseModel: refresh.forget,
            })
          }
        />
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be filtered */}
      <div id={listId} role="listbox" aria-label={provider.name}>
        {models.map((model) => {
          const choice = { providerId: provider.id, modelId: model.id };
          const id = optionId(choice);
          const isChosen = chosen?.providerId === provider.id && chosen.modelId === model.id;
          return (
            <button
              key={model.id}
              type="button"
              id={id}
              class={styles['option']}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- of the list above
              role="option"
              tabIndex={-1}
              aria-selected={isChosen}
              data-active={id === active}
              title={model.id}
              onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
              onClick={() => onChoose(choice)}
            >
              <span class={styles['name']}>{model.name}</span>
              {isChosen && <CheckIcon />}
            </button>
          );
        })}
      </div>
      {hiddenCount > 0 && (
        <p class={styles['note']}>{t('moreModels', formatNumber(hiddenCount))}</p>
      )}
    </fieldset>
  );
}

interface Refresh {
  readonly isRunning: boolean;
  readonly error: ErrorData | null;
  readonly start: () => void;
  readonly forget: () => void;
}

/** Asks the service which models it has now. */
function useRefresh(chat: Chat, { id }: ProviderInfo): Refresh {
  const [state, setState] = useState<'idle' | 'running' | ErrorData>('idle');
  const start = () => {
    setState('running');
    refreshModels(chat.providers, id).then(
      () => setState('idle'),
      (error: unknown) => setState(toErrorData(error)),
    );
  };
  return {
    isRunning: state === 'running',
    error: typeof state === 'object' ? state : null,
    start,
    forget: () => setState('idle'),
  };
}
