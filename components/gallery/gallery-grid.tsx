import { useEffect, useRef } from 'preact/hooks';
import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import { loadMore, type GalleryState, type GalleryStore } from '@/lib/client/images/gallery';
import { useStore } from '@/lib/client/use-store';
import { GalleryRows } from './gallery-rows';
import styles from './gallery.module.css';

const selectImages = (state: GalleryState) => state.images;

/** How many images come and go together; a multiple of each number of columns up to four. */
const GROUP_LENGTH = 12;

interface GalleryGridProps {
  readonly store: GalleryStore;
  readonly onOpen: (id: BlobId) => void;
}

/** The images in rows; what is far from what is seen keeps its room and nothing else. */
export function GalleryGrid({ store, onOpen }: GalleryGridProps) {
  const images = useStore(store, selectImages);
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void loadMore(store);
      },
      { root: scroller.current, rootMargin: '400px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [store, images]); // anew after each page: the end may still be seen

  return (
    <div ref={scroller} class={styles['scroller']}>
      {groupsOf(images).map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a group is its place, whatever is in it
        <GalleryRows key={index} images={group} scroller={scroller} onOpen={onOpen} />
      ))}
      <div ref={end} class={styles['end']} />
    </div>
  );
}

function groupsOf(images: readonly GeneratedImage[]): GeneratedImage[][] {
  const groups: GeneratedImage[][] = [];
  for (let at = 0; at < images.length; at += GROUP_LENGTH) {
    groups.push(images.slice(at, at + GROUP_LENGTH));
  }
  return groups;
}
