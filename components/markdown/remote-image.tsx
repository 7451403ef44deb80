import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ImageFailure } from '@/lib/chat/remote-image';
import { t, type MessageKey } from '@/lib/client/i18n';
import { loadImage } from '@/lib/client/remote-image';
import { useObjectUrl } from '@/lib/client/use-object-url';
import styles from './image-chip.module.css';

const FAILURE_TEXTS: Record<ImageFailure, MessageKey> = {
  address: 'imageAddressRefused',
  'host-access': 'imageHostNotAllowed',
  network: 'imageHostFailed',
  timeout: 'imageHostSlow',
  'not-an-image': 'imageIsNone',
  'too-large': 'imageTooLarge',
};

type State = 'waiting' | 'loading' | Blob | ImageFailure;

interface RemoteImageProps {
  readonly address: string;
  readonly host: string;
  readonly alt: string;
  /** What the image is and where it is from. */
  readonly children: ComponentChildren;
}

/** A remote image: a chip with a button until the user loads it. */
export function RemoteImage({ address, host, alt, children }: RemoteImageProps) {
  const [state, setState] = useState<State>('waiting');

  async function load(): Promise<void> {
    const loading = loadImage(address); // first: the browser asks for access in answer to the click
    setState('loading');
    setState(await loading);
  }

  if (state instanceof Blob) {
    return (
      <span class={styles['loaded']}>
        <LoadedImage image={state} alt={alt} onError={() => setState('not-an-image')} />
        <span class={styles['chip']}>{children}</span>
      </span>
    );
  }
  const isFailed = state !== 'waiting' && state !== 'loading';
  return (
    <span class={styles['chip']}>
      {children}
      <button
        type="button"
        class={styles['load']}
        disabled={state === 'loading'}
        onClick={() => void load()}
      >
        {t('loadImage')}
      </button>
      <output class={styles['note']}>
        {state === 'loading' && t('loadingImage')}
        {isFailed && t(FAILURE_TEXTS[state], host)}
      </output>
    </span>
  );
}

interface LoadedImageProps {
  readonly image: Blob;
  readonly alt: string;
  readonly onError: () => void;
}

function LoadedImage({ image, alt, onError }: LoadedImageProps) {
  const url = useObjectUrl(image);
  if (url === null) return null;
  return <img class={styles['image']} src={url} alt={alt} onError={onError} />;
}
