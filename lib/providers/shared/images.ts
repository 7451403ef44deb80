import { decodeBase64 } from '@/lib/chat/base64';

/** How the base64 of each image format begins; what begins otherwise is not shown. */
const FORMATS = [
  { type: 'image/png', prefix: 'iVBORw0KGgo' },
  { type: 'image/jpeg', prefix: '/9j/' },
  { type: 'image/webp', prefix: 'UklGR' },
  { type: 'image/gif', prefix: 'R0lGOD' },
];

/** The image that base64, or a `data:` URL of it, holds; `null` where it holds none. */
export function decodeImage(source: string): Blob | null {
  const base64 = source.replace(/^data:[^,]*,/, '');
  const format = FORMATS.find(({ prefix }) => base64.startsWith(prefix));
  if (!format) return null;
  try {
    return new Blob([decodeBase64(base64)], { type: format.type });
  } catch {
    return null;
  }
}
