import type { ProviderEvent } from '../provider';
import { decodeImage } from '../shared/images';

interface ImageOptions {
  readonly alt: string;
  /** Where addresses without a host are at. */
  readonly baseUrl: string;
}

/** The image that `source` is or leads to: base64, a `data:` URL or an address; `null` for none. */
export function imageEvent(source: string, { alt, baseUrl }: ImageOptions): ProviderEvent | null {
  const image = decodeImage(source);
  if (image) return { type: 'image', image, alt };
  if (!/^(?:https?:\/\/|\/)/i.test(source) || !URL.canParse(source, baseUrl)) return null;
  return { type: 'image-address', url: new URL(source, baseUrl).href, alt };
}
