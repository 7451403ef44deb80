import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { ChevronLeftIcon } from '@/components/controls/icons';
import styles from './step.module.css';

interface StepProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ComponentChildren;
}

/** What one way to begin takes, with the way back. It takes the focus. */
export function Step({ title, onBack, children }: StepProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, []);

  return (
    <section class={styles['step']} aria-label={title}>
      <div class={styles['head']}>
        <IconButton icon={ChevronLeftIcon} label={t('back')} onClick={onBack} />
        <h2>{title}</h2>
      </div>
      <div ref={body} class={styles['body']}>
        {children}
      </div>
    </section>
  );
}
