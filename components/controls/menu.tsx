import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import styles from './menu.module.css';
import { useCloseOutside } from './use-close-outside';

interface MenuProps {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The button that opens the menu; it takes the focus back. */
  readonly trigger: ComponentChildren;
  /** Which side of its button the menu opens to. */
  readonly side: 'above' | 'below';
  readonly children: ComponentChildren;
}

/** A menu at its button, walked through with the arrow keys; Escape or a click beside it closes it. */
export function Menu({ label, isOpen, onClose, trigger, side, children }: MenuProps) {
  const anchor = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!isOpen) return;
    const items = itemsOf(list.current);
    const checked = items.find((item) => item.getAttribute('aria-checked') === 'true');
    (checked ?? items[0])?.focus();
  }, [isOpen]);

  useCloseOutside(anchor, { isOpen, onClose });

  function close(): void {
    onClose();
    anchor.current?.querySelector('button')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') return onClose();
    if (event.key === 'Escape') {
      event.stopPropagation();
      return close();
    }
    const items = itemsOf(list.current);
    const next = nextItem(items, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }

  return (
    <div class={styles['anchor']} ref={anchor}>
      {trigger}
      {isOpen && (
        <div
          ref={list}
          class={styles['menu']}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          data-side={side}
          onKeyDown={onKeyDown}
        >
          {children}
        </div>
      )}
    </div>
  );
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])];
}

/** The item that `key` leads to: a neighbour, an end, or the next that begins with a letter. */
function nextItem(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  switch (key) {
    case 'ArrowDown':
      return items[at + 1] ?? items[0];
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
        item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()),
      );
  }
}
