import { useCallback, useId, useRef } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import { healthText } from '@/lib/client/providers/health-text';
import { t } from '@/lib/client/i18n';
import { chosenModel, type ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { HealthDot } from '@/components/controls/health-dot';
import { ChevronDownIcon } from '@/components/controls/icons';
import { lazyOverlay } from '@/components/controls/lazy-overlay';
import { useCloseOutside } from '@/components/controls/use-close-outside';
import styles from './model-picker.module.css';

const ModelList = lazyOverlay(async () => (await import('./model-list')).ModelList);

const selectAll = (state: ProvidersState) => state;

interface ModelPickerProps {
  readonly chat: Chat;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Which model answers the next prompt, and how its provider is. */
export function ModelPicker({ chat, isOpen, onOpenChange }: ModelPickerProps) {
  const state = useStore(chat.providers, selectAll);
  const anchor = useRef<HTMLDivElement>(null);
  const id = useId();
  const chosen = chosenModel(state);
  const close = useCallback(() => onOpenChange(false), [onOpenChange]);
  useCloseOutside(anchor, { isOpen, onClose: close });

  return (
    <div
      class={styles['anchor']}
      ref={anchor}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <button
        type="button"
        class={styles['button']}
        aria-label={t('model')}
        aria-describedby={`${id}-name ${id}-health`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={chosen ? healthText(chosen.provider.health) : undefined}
        onClick={() => onOpenChange(!isOpen)}
      >
        {chosen && <HealthDot health={chosen.provider.health} />}
        <span class={styles['name']} id={`${id}-name`}>
          {chosen?.model.name ?? t('modelUnknown')}
        </span>
        <ChevronDownIcon />
      </button>
      <span id={`${id}-health`} hidden>
        {chosen && healthText(chosen.provider.health)}
      </span>
      {isOpen && (
        <ModelList
          chat={chat}
          onClose={() => {
            close();
            anchor.current?.querySelector('button')?.focus();
          }}
        />
      )}
    </div>
  );
}
