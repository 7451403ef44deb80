import type { Chat } from '@/lib/client/chat/chat';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { skipSetup } from '@/lib/client/providers/setup-state';
import { useStore } from '@/lib/client/use-store';
import { lazyOverlay } from '@/components/controls/lazy-overlay';
import { lazyPart } from '@/components/controls/lazy-part';

const FirstRun = lazyOverlay(
  async () => (await import('@/components/first-run/first-run')).FirstRun,
);

const Suggestions = lazyPart(
  async () => (await import('./suggestions')).Suggestions,
  () => null,
);

const selectIsSetUp = (state: ProvidersState) => state.settings?.isSetUp;

/** What a new conversation begins with: at first who should answer, then what to ask. */
export function EmptyState({ chat }: { readonly chat: Chat }) {
  const isSetUp = useStore(chat.providers, selectIsSetUp);
  if (isSetUp === undefined) return null; // known in a moment: nothing flashes by
  if (isSetUp) return <Suggestions chat={chat} />;
  return <FirstRun chat={chat} onClose={() => skipSetup(chat)} />;
}
