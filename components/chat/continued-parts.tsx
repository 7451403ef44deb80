import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Reply } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { createAuthorsSelector, seamsOf, type Seam } from '@/lib/client/chat/reply-authors';
import { piecesOf } from '@/lib/client/chat/reply-pieces';
import { useStore } from '@/lib/client/use-store';
import { Part } from '@/components/parts/part';
import styles from './message.module.css';
import { ReplyAuthor } from './reply-author';
import type { ReplyPartsProps } from './reply-parts';

const selectProviders = (state: ProvidersState) => state.providers;

/** A reply that goes on from others: where another model took up the text, it is named. */
export function ContinuedParts({ chat, reply }: ReplyPartsProps) {
  const select = useMemo(() => createAuthorsSelector(reply), [reply]);
  const authors = useStore(chat.conversation, select);
  const providers = useStore(chat.providers, selectProviders);
  const { parts, modelName, outcome, importedAt } = reply;
  const seams = seamsOf(authors);
  const last = parts.length - 1;

  function nameOf({ modelName: name, providerId }: Reply): string {
    const provider = providers?.find(({ id }) => id === providerId);
    return provider ? t('modelOfProvider', name, provider.name) : name;
  }
  const signature = ({ author }: Seam) => (
    <div key={author.id} class={styles['seam']}>
      {t('continuedBy', nameOf(author))}
    </div>
  );

  return (
    <>
      <ReplyAuthor
        name={seams.length > 0 ? nameOf(authors[0] ?? reply) : modelName}
        importedAt={importedAt}
      />
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no id and never move
        <div key={index} class={styles['part']} dir="auto">
          {piecesOf(
            part,
            seams.filter((seam) => seam.part === index),
          ).map(({ seam, offset, part: piece }, at, pieces) => (
            <Fragment key={offset}>
              {seam && signature(seam)}
              <Part
                part={piece}
                reply={reply}
                isStreaming={outcome === null && index === last && at === pieces.length - 1}
              />
            </Fragment>
          ))}
        </div>
      ))}
      {seams.filter((seam) => seam.part > last).map(signature)}
    </>
  );
}
