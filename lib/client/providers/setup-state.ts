import { changeSettings } from '@/lib/settings/settings';
import type { Chat } from '../chat/chat';
import { focusComposer } from '../chat/composer-store';

/** The first run's choices were made, or skipped. */
export async function finishSetup(): Promise<void> {
  await changeSettings((settings) => ({ ...settings, isSetUp: true }));
}

/** Leaves it as it is, and lets the user type. */
export function skipSetup({ composer }: Pick<Chat, 'composer'>): void {
  focusComposer(composer);
  finishSetup().catch(() => {}); // then it is offered again
}

/** Whoever just asks something has set up what they need. */
export function followFirstPrompt(
  { conversation, providers }: Pick<Chat, 'conversation' | 'providers'>,
  signal: AbortSignal,
): void {
  const asked = new AbortController();
  const check = () => {
    const hasPrompt = conversation.getState().conversation !== null;
    const isSetUp = providers.getState().settings?.isSetUp;
    if (!hasPrompt || isSetUp === undefined) return;
    asked.abort();
    if (!isSetUp) finishSetup().catch(() => {}); // the next conversation tries again
  };
  for (const store of [conversation, providers]) {
    const end = AbortSignal.any([signal, asked.signal]);
    end.addEventListener('abort', store.subscribe(check), { once: true });
  }
}
