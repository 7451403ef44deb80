import { useEffect, useRef } from 'preact/hooks';
import { textOf, type Prompt } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import styles from './card-thread.module.css';

/** What the user asked on; its answer is read from here. */
export function CardPrompt({ prompt }: { readonly prompt: Prompt }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <article ref={box} class={styles['prompt']} dir="auto" aria-label={t('you')}>
      {textOf(prompt)}
    </article>
  );
}
