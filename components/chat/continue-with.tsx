import { useState } from 'preact/hooks';
import type { Reply } from '@/lib/chat/message';
import { answerInstead, type Chat } from '@/lib/client/chat/chat';
import { alternativesFor } from '@/lib/client/chat/failover';
import { t } from '@/lib/client/i18n';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { ChevronDownIcon } from '@/components/controls/icons';
import { Menu } from '@/components/controls/menu';
import { MenuItem } from '@/components/controls/menu-item';

const selectProviders = (state: ProvidersState) => state.providers;

interface ContinueWithProps {
  readonly chat: Chat;
  /** The one that failed. */
  readonly reply: Reply;
  readonly hasText: boolean;
}

/** Lets another provider answer that is ready. Nothing where there is none. */
export function ContinueWith({ chat, reply, hasText }: ContinueWithProps) {
  const providers = useStore(chat.providers, selectProviders) ?? [];
  const [isOpen, setOpen] = useState(false);
  const { messages } = chat.conversation.getState();
  const choices = alternativesFor(reply, messages, providers).map(({ provider, model }) => ({
    id: provider.id,
    name: t('modelOfProvider', model.name, provider.name),
    choose: () => answerInstead(chat, reply, { providerId: provider.id, modelId: model.id }),
  }));
  const [first, second] = choices;
  if (first === undefined) return null;
  if (second === undefined) {
    return (
      <Button onClick={first.choose}>
        {t(hasText ? 'continueWith' : 'askInstead', first.name)}
      </Button>
    );
  }
  const label = t(hasText ? 'continueWithOther' : 'askOther');
  return (
    <Menu
      label={label}
      side="above"
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      trigger={
        <Button aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {label}
          <ChevronDownIcon />
        </Button>
      }
    >
      {choices.map(({ id, name, choose }) => (
        <MenuItem key={id} onSelect={choose}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
