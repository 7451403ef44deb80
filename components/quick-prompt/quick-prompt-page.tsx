import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { t, textDirection } from '@/lib/client/i18n';
import type { QuickPrompt } from '@/lib/client/chat/quick-prompt';
import { isComposing } from '@/lib/client/shortcuts';
import { Button } from '@/components/controls/button';
import { growToText } from '@/components/controls/grow-to-text';
import { lazyPart } from '@/components/controls/lazy-part';
import { SendButton } from '@/components/controls/send-button';
import styles from './quick-prompt-page.module.css';

const QuickStart = lazyPart(
  async () => (await import('./quick-start')).QuickStart,
  () => null,
);
const QuickThread = lazyPart(
  async () => (await import('./quick-thread')).QuickThread,
  () => <div class={styles['thread']} />,
);

interface QuickPromptPageProps {
  readonly load: () => Promise<QuickPrompt>;
}

/** The toolbar popup: a box to type into at once, the page beside it, and the reply under it. */
export function QuickPromptPage({ load }: QuickPromptPageProps) {
  const [quick, setQuick] = useState<QuickPrompt | null>(null);
  const [text, type] = useText(quick);
  const { hasBegun, isStreaming } = useProgress(quick);
  const box = useRef<HTMLTextAreaElement>(null);
  /** What was pressed before it could be done. */
  const wantedRef = useRef<((quick: QuickPrompt) => void) | null>(null);

  useEffect(() => {
    box.current?.focus(); // no key comes before the first paint, which this would delay
    void load().then(setQuick, () => {}); // an update took the file away: the box alone is of no use
  }, [load]);
  useEffect(() => {
    if (quick === null) return;
    wantedRef.current?.(quick);
    wantedRef.current = null;
  }, [quick]);
  useLayoutEffect(() => growToText(box.current), [text]);

  function soon(action: (quick: QuickPrompt) => void): void {
    if (quick === null) wantedRef.current = action;
    else action(quick);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const isEmpty = text === '';
    if (key === 'Enter') soon((loaded) => loaded.ask());
    else if (key === 'Escape' && quick?.stop()) box.current?.focus();
    else if (isEmpty && key === FORWARD_KEY && quick !== null) quick.moveToSidebar();
    else if (isEmpty && !hasBegun && /^[1-9]$/.test(key)) soon((loaded) => askNumber(loaded, key));
    else return;
    event.preventDefault();
  }

  return (
    <main class={styles['page']}>
      {hasBegun && quick && <QuickThread quick={quick} />}
      <form
        class={styles['ask']}
        onSubmit={(event) => {
          event.preventDefault();
          soon((loaded) => loaded.ask());
        }}
      >
        <textarea
          ref={box}
          class={styles['box']}
          rows={1}
          dir="auto"
          aria-label={t('message')}
          placeholder={t(hasBegun ? 'askFollowUp' : 'messagePlaceholder')}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <SendButton
          isStreaming={isStreaming}
          isDisabled={text.trim() === ''}
          onStop={() => quick?.stop()}
        />
      </form>
      {quick && !hasBegun && <QuickStart quick={quick} />}
      <footer class={styles['foot']}>
        <Button
          look="quiet"
          disabled={quick === null || (!hasBegun && text !== '')}
          onClick={() => quick?.moveToTab()}
        >
          {t('openInTab')}
        </Button>
        <Button look="quiet" disabled={quick === null} onClick={() => quick?.moveToSidebar()}>
          {t(hasBegun ? 'continueInSidebar' : 'openSidebar')}
          {text === '' && (
            <kbd class={styles['key']}>{FORWARD_KEY === 'ArrowRight' ? '→' : '←'}</kbd>
          )}
        </Button>
      </footer>
    </main>
  );
}

/** The arrow that points on in the user's language. */
const FORWARD_KEY = textDirection() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';

function askNumber(quick: QuickPrompt, key: string): void {
  const prompt = quick.prompts[Number(key) - 1];
  if (prompt) quick.askPrompt(prompt);
}

/** What is in the box: typed before there is a chat, the chat's from then on. */
function useText(quick: QuickPrompt | null): [string, (text: string) => void] {
  const [text, setText] = useState('');
  const typedRef = useRef('');

  useLayoutEffect(() => {
    if (quick === null) return;
    const { composer } = quick.chat;
    composer.setState({ text: typedRef.current });
    return composer.subscribe((state) => setText(state.text));
  }, [quick]);

  function type(value: string): void {
    typedRef.current = value;
    if (quick === null) setText(value);
    else quick.chat.composer.setState({ text: value });
  }
  return [text, type];
}

/** Whether something was asked, and whether its reply streams. */
function useProgress(quick: QuickPrompt | null) {
  const [progress, setProgress] = useState({ hasBegun: false, isStreaming: false });
  useEffect(() => {
    if (quick === null) return;
    const { conversation, composer } = quick.chat;
    const look = () => {
      const state = conversation.getState();
      const hasBegun = composer.getState().sending !== null || state.messages.length > 0;
      setProgress({ hasBegun, isStreaming: hasOpenReply(state) });
    };
    look();
    const stops = [conversation.subscribe(look), composer.subscribe(look)];
    return () => stops.forEach((stop) => stop());
  }, [quick]);
  return progress;
}

function hasOpenReply({ messages }: ConversationState): boolean {
  const last = messages.at(-1);
  return last?.role === 'assistant' && last.outcome === null;
}
