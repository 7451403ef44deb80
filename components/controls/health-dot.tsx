import type { Health } from '@/lib/chat/provider-info';
import styles from './health-dot.module.css';

/** A dot in the colour of a provider's health; the words stand beside it. */
export function HealthDot({ health }: { readonly health: Health }) {
  return <span class={styles['dot']} data-health={health.type} aria-hidden="true" />;
}
