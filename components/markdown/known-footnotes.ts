import { createContext } from 'preact';

/** Which footnotes the text around a reference has. */
export interface KnownFootnotes {
  readonly labels: ReadonlySet<string>;
  /** How many, with those whose label another one has. */
  readonly count: number;
  /** Whether others may follow. */
  readonly isStreaming: boolean;
}

export const KnownFootnotes = createContext<KnownFootnotes>({
  labels: new Set(),
  count: 0,
  isStreaming: false,
});

/** Goes to the first element in the same text whose `data` attribute says `label`, and focuses it. */
export function goTo(from: Element, data: 'footnote' | 'reference', label: string): void {
  const text = from.closest('[data-markdown]');
  const targets = text?.querySelectorAll<HTMLElement>(`[data-${data}]`) ?? [];
  const target = [...targets].find(({ dataset }) => dataset[data] === label);
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus({ preventScroll: true });
}
