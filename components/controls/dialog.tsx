import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import styles from './dialog.module.css';
import { IconButton } from './icon-button';
import { CloseIcon } from './icons';

interface DialogProps {
  readonly title: string;
  /** `panel` covers the thread, `card` stands in its middle, `page` takes all there is. */
  readonly shape: 'panel' | 'card' | 'page';
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

/** Something to see to before going on. Open as long as it is rendered; Escape closes it. */
export function Dialog({ title, shape, onClose, onKeyDown, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    element.querySelector('input')?.focus();
    return () => element.close(); // gives the focus back to where it was
  }, []);

  return (
    <dialog
      ref={dialog}
      class={styles['dialog']}
      data-shape={shape}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={onKeyDown}
    >
      <header class={styles['header']}>
        <h2 class={styles['title']}>{title}</h2>
        <IconButton icon={CloseIcon} label={t('close')} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}
