import type { ControlAttributes } from './field';

/** What is typed, and what follows from that. Only a name is in the user's own words. */
const KINDS = {
  name: { type: 'text', dir: 'auto' },
  code: { type: 'text', dir: 'ltr', spellcheck: false },
  address: { type: 'text', dir: 'ltr', spellcheck: false, inputMode: 'url' },
  secret: { type: 'password', dir: 'ltr', spellcheck: false },
} as const;

interface TextInputProps extends ControlAttributes {
  readonly kind: keyof typeof KINDS;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  /** Called when the user has finished: with Enter, or by going elsewhere. */
  readonly onKeep?: () => void;
}

/** A line to type into, to which the browser adds nothing of its own. */
export function TextInput({ kind, onType, onKeep, ...attributes }: TextInputProps) {
  return (
    <input
      {...KINDS[kind]}
      {...attributes}
      autocomplete="off"
      onInput={(event) => onType(event.currentTarget.value)}
      onBlur={() => onKeep?.()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) onKeep?.();
      }}
    />
  );
}
