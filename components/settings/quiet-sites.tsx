import { useEffect, useRef, useState } from 'preact/hooks';
import {
  addQuietSite,
  lacksSuggestedSites,
  quietSitesIn,
  removeQuietSite,
  restoreQuietSites,
} from '@/lib/client/pages/ask-settings';
import { t } from '@/lib/client/i18n';
import type { Settings } from '@/lib/settings/settings';
import { Button } from '@/components/controls/button';
import { IconButton } from '@/components/controls/icon-button';
import { CloseIcon } from '@/components/controls/icons';
import { Field } from './field';
import styles from './quiet-sites.module.css';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useSaving } from './use-saving';

/** The sites of which nothing is read, whoever asks. `#quiet-sites` in the address shows them. */
export function QuietSites({ settings }: { readonly settings: Settings }) {
  const [typed, setTyped] = useState('');
  const [isNone, setNone] = useState(false);
  const { status, save } = useSaving();
  const place = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (location.hash === '#quiet-sites') place.current?.scrollIntoView({ block: 'start' });
  }, []);

  async function add(): Promise<void> {
    let isSite = false;
    const isSaved = await save(async () => {
      isSite = await addQuietSite(typed);
    });
    setNone(!isSite);
    if (isSaved && isSite) setTyped('');
  }

  return (
    <form
      ref={place}
      class={styles['sites']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h3>{t('quietSites')}</h3>
      <p class={styles['help']}>{t('quietSitesHelp')}</p>
      <ul class={styles['list']}>
        {quietSitesIn(settings).map((site) => (
          <li key={site} class={styles['site']}>
            <span dir="ltr">{site}</span>
            <IconButton
              icon={CloseIcon}
              label={t('removeQuietSite', site)}
              onClick={() => void save(() => removeQuietSite(site))}
            />
          </li>
        ))}
      </ul>
      <div class={styles['new']}>
        <Field
          label={t('addQuietSite')}
          error={isNone ? t('noSite') : null}
          note={<SavedNote status={status === 'saved' && isNone ? 'idle' : status} />}
        >
          {(attributes) => (
            <TextInput
              {...attributes}
              kind="address"
              placeholder="my-bank.example"
              value={typed}
              onType={(text) => {
                setTyped(text);
                setNone(false);
              }}
            />
          )}
        </Field>
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('add')}
        </Button>
      </div>
      {lacksSuggestedSites(settings) && (
        <div class={styles['restore']}>
          <Button look="quiet" onClick={() => void save(restoreQuietSites)}>
            {t('restoreSuggested')}
          </Button>
        </div>
      )}
    </form>
  );
}
