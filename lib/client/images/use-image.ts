import { useEffect } from 'preact/hooks';
import type { BlobId } from '@/lib/chat/ids';
import { holdImage, imageStore, type ImageState } from './images';
import { useStore } from '../use-store';

const selectState = (state: ImageState) => state;

/** An image that the background keeps, as long as the component shows it. */
export function useImage(id: BlobId): ImageState {
  const state = useStore(imageStore(id), selectState);
  useEffect(() => holdImage(id), [id]);
  return state;
}
