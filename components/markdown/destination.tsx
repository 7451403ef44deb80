import { t } from '@/lib/client/i18n';
import { mixesScripts } from '@/lib/markdown/hosts';
import styles from './markdown.module.css';
import { VisibleText } from './visible-text';

/** A host in ASCII, so that no letter passes for another, with a mark where it tries to. */
export function Destination({ name }: { readonly name: string }) {
  return (
    <>
      <VisibleText text={name} scope="exact" />
      {mixesScripts(name) && (
        <>
          {' '}
          <mark class={styles['hidden']}>{t('mixedScripts')}</mark>
        </>
      )}
    </>
  );
}
