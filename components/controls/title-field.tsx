import { useEffect, useRef, useState } from 'preact/hooks';
import styles from './title-field.module.css';

const MAX_TITLE_LENGTH = 200;

interface TitleFieldProps {
  readonly label: string;
  readonly title: string;
  /** Whether it takes the focus when it appears. */
  readonly hasFocus?: boolean;
  readonly onRename: (title: string) => void;
  readonly onLeave?: () => void;
}

/** A title that can be written over. Enter or leaving keeps the new one, Escape the old one. */
export function TitleField({ label, title, hasFocus = false, onRename, onLeave }: TitleFieldProps) {
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setText(title), [title]);
  useEffect(() => {
    if (hasFocus) field.current?.select();
  }, [hasFocus]);

  function keep(): void {
    const name = text.trim();
    if (name === '') setText(title);
    else if (name !== title) onRename(name);
    onLeave?.();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') field.current?.blur();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault(); // or a dialog around it would close
    setText(title);
    onLeave?.();
  }

  return (
    <input
      ref={field}
      class={styles['field']}
      aria-label={label}
      title={title}
      dir="auto"
      maxLength={MAX_TITLE_LENGTH}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
