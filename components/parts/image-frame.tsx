import type { ComponentChildren } from 'preact';
import type { ImagePart } from '@/lib/chat/message';
import styles from './image-part.module.css';

/** So that a tall image and what is said of it are seen together. */
const MAX_HEIGHT = '60vh';

/** The room of an image, kept from the beginning, so that nothing moves when it comes. */
export function ImageFrame({
  part: { width, height },
  children,
}: {
  readonly part: ImagePart;
  readonly children?: ComponentChildren;
}) {
  const size =
    width === undefined || height === undefined
      ? {}
      : {
          inlineSize: `min(${width}px, ${MAX_HEIGHT} * ${width / height})`,
          aspectRatio: `${width} / ${height}`,
        };
  return (
    <div class={styles['frame']} style={size}>
      {children}
    </div>
  );
}
