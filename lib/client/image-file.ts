/** What an image is saved as: the first words of its prompt, the day it was made, its format. */
export function imageFileName({
  prompt,
  createdAt,
  mediaType,
}: {
  readonly prompt: string;
  readonly createdAt: number;
  readonly mediaType: string;
}): string {
  const name = slugOf(prompt) || 'image';
  return `${name}-${dayOf(createdAt)}.${mediaType.replace('image/', '').replace('jpeg', 'jpg')}`;
}

const MAX_NAME_LENGTH = 60;

/** Letters and digits of any script with hyphens between: no system refuses those in a name. */
function slugOf(text: string): string {
  const words = text.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? [...word].slice(0, MAX_NAME_LENGTH).join('') : `${slug}-${word}`;
    if (longer.length > MAX_NAME_LENGTH) return slug;
    slug = longer;
  }
  return slug;
}

function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Copies an image; as PNG, the one format that every clipboard takes. Call it in a click handler. */
export async function copyImage(image: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(image) })]);
}

async function toPng(image: Blob): Promise<Blob> {
  if (image.type === 'image/png') return image;
  const bitmap = await createImageBitmap(image);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
