import { useEffect, useState } from 'preact/hooks';
import { MAX_NAME_LENGTH } from '@/lib/client/providers/endpoints';
import { t } from '@/lib/client/i18n';
import { Field } from './field';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useSaving } from './use-saving';

interface EndpointNameProps {
  readonly name: string;
  readonly onRename: (name: string) => Promise<void>;
}

/** What the user calls a server of theirs. */
export function EndpointName({ name, onRename }: EndpointNameProps) {
  const [text, setText] = useState(name);
  const { status, save } = useSaving();
  useEffect(() => setText(name), [name]);
  const isEmpty = text.trim() === '';

  function keep(): void {
    if (!isEmpty && text.trim() !== name) void save(() => onRename(text.trim()));
  }

  return (
    <Field
      label={t('serverName')}
      error={isEmpty ? t('serverNameMissing') : null}
      note={<SavedNote status={status} />}
    >
      {(attributes) => (
        <TextInput
          {...attributes}
          kind="name"
          maxLength={MAX_NAME_LENGTH}
          value={text}
          onType={setText}
          onKeep={keep}
        />
      )}
    </Field>
  );
}
