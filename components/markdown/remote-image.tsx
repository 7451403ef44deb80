import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ImageFailure } from '@/lib/chat/remote-image';
import { t, type MessageKey } from '@/lib/client/i18n';
import { loadImage } from '@/lib/client/images/remote-image';
import { useObjectUrl } from '@/lib/client/images/use-object-url';
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

export interface RemoteImageProps {
  readonly address: string;
  readonly host: string;
  readonly alt: string;
  /** Loads it; `null` where something else shows it then. Called first thing in a click. */
  readonly load?: (address: string) => Promise<Blob | ImageFailure | null>;
  /** Why it is not there, where that was tried before. */
  readonly failure?: ImageFailure | undefined;
  /** What the image is and where it is from. */
  readonly children: ComponentChildren;
}

/** A remote image: a chip with a button until the user loads it. */
export function RemoteImage({
  address,
  host,
  alt,
  load = loadImage,
  failure,
  children,
}: RemoteImageProps) {
  const [state, setState] = useState<State>(failure ?? 'waiting');

  async function show(): Promise<void> {
    const loading = load(address); // first: the browser asks for access in answer to the click
    setState('loading');
    setState((await loading) ?? 'waiting');
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
        onClick={() => void show()}
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
