import { useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { preferencesOf } from '@/lib/settings/settings';
import type { Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { changePreferences } from '@/lib/client/providers/provider-settings';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import styles from './message.module.css';

const selectSettings = (state: ProvidersState) => state.settings;

interface TakeoverOfferProps {
  readonly chat: Chat;
  /** Who answered in another's place. */
  readonly provider: ProviderInfo;
}

/** Asks whether a provider that answered in another's place may do so by itself next time. */
export function TakeoverOffer({ chat, provider: { id, name } }: TakeoverOfferProps) {
  const settings = useStore(chat.providers, selectSettings);
  const takesOver = settings !== null && preferencesOf(settings, id).takesOver;
  const [isAnswered] = useState(takesOver);
  if (isAnswered) return null;
  return (
    <label class={styles['offer']}>
      <input
        type="checkbox"
        checked={takesOver}
        onChange={({ currentTarget: { checked } }) =>
          void changePreferences(chat.providers, id, () => ({ takesOver: checked })).catch(() => {})
        }
      />
      {t('letTakeOver', name)}
    </label>
  );
}
