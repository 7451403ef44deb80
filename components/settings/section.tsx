import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of the settings page, under its name. */
export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section class={styles['section']} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class={styles['body']}>{children}</div>
    </section>
  );
}
