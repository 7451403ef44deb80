import type { TargetedInputEvent, TargetedKeyboardEvent } from 'preact';
import type { ControlAttributes } from './field';

interface TextInputProps extends ControlAttributes {
  readonly type?: 'password';
  readonly dir: 'ltr' | 'auto';
  readonly inputMode?: 'url';
  readonly maxLength?: number;
  readonly placeholder?: string;
  /** Off for what is no prose. */
  readonly spellcheck?: boolean;
  readonly value: string;
  readonly onType: (text: string) => void;
  /** Called when the user has finished: with Enter, or by going elsewhere. */
  readonly onKeep?: () => void;
}

/** A line to type into, to which the browser adds nothing of its own. */
export function TextInput({ type, onType, onKeep, ...props }: TextInputProps) {
  const attributes = {
    ...props,
    autocomplete: 'off',
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onType(event.currentTarget.value),
    onBlur: () => onKeep?.(),
    onKeyDown: (event: TargetedKeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'Enter' && !event.isComposing) onKeep?.();
    },
  };
  return type === 'password' ? (
    <input {...attributes} type="password" />
  ) : (
    <input {...attributes} type="text" />
  );
}
