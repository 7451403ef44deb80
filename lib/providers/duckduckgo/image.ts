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
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: format.type });
  } catch {
    return null;
  }
}
