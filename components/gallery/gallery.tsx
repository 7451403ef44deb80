import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import type { Chat } from '@/lib/client/chat/chat';
import {
  createGalleryStore,
  deleteFromGallery,
  reusePrompt,
  searchGallery,
  showInChat,
  undoDelete,
  type GalleryState,
} from '@/lib/client/images/gallery';
import { t } from '@/lib/client/i18n';
import { useStore } from '@/lib/client/use-store';
import { Dialog } from '@/components/controls/dialog';
import { SearchField } from '@/components/controls/search-field';
import { UndoBar } from '@/components/controls/undo-bar';
import { ImageViewer } from '@/components/parts/image-viewer';
import { GalleryGrid } from './gallery-grid';
import styles from './gallery.module.css';
import { ImageDetails } from './image-details';

const selectGallery = (state: GalleryState) => state;
/** Long enough to type on without a search for each letter. */
const SEARCH_DELAY_MS = 200;
const UNDO_MS = 10_000;

interface GalleryProps {
  readonly chat: Chat;
  readonly onClose: () => void;
}

/** All images that models made, newest first: searched, opened, used again, deleted. */
export function Gallery({ chat, onClose }: GalleryProps) {
  const store = useMemo(createGalleryStore, []);
  const state = useStore(store, selectGallery);
  const { images, progress, deleted } = state;
  const [query, setQuery] = useState('');
  const [openId, setOpenId] = useState<BlobId | null>(null);

  useEffect(() => {
    const timer = setTimeout(() => void searchGallery(store, query), query ? SEARCH_DELAY_MS : 0);
    return () => clearTimeout(timer);
  }, [store, query]);

  useEffect(() => {
    if (deleted === null) return;
    const timer = setTimeout(() => store.setState({ deleted: null }), UNDO_MS);
    return () => clearTimeout(timer);
  }, [store, deleted]);

  const leaveTo = (action: (chat: Chat, image: GeneratedImage) => void, image: GeneratedImage) => {
    onClose();
    action(chat, image);
  };

  return (
    <Dialog title={t('images')} shape="panel" onClose={onClose}>
      <SearchField label={t('searchImages')} query={query} onSearch={setQuery} />
      {images.length === 0 && progress !== 'loading' && (
        <p class={styles['note']}>{emptyText(state)}</p>
      )}
      <GalleryGrid store={store} onOpen={setOpenId} />
      {deleted && <UndoBar text={t('deletedImage')} onUndo={() => void undoDelete(store)} />}
      {openId !== null && (
        <ImageViewer images={images} firstId={openId} onClose={() => setOpenId(null)}>
          {(image) => (
            <ImageDetails
              image={image}
              onReuse={() => leaveTo(reusePrompt, image)}
              onShowInChat={() => leaveTo(showInChat, image)}
              onDelete={() => {
                setOpenId(null);
                void deleteFromGallery(store, image);
              }}
            />
          )}
        </ImageViewer>
      )}
    </Dialog>
  );
}

function emptyText({ progress, query }: GalleryState): string {
  if (progress === 'failed') return t('imagesFailed');
  return query === '' ? t('noImages') : t('noImagesFound');
}
