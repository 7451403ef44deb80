import { dayOf, slugOf } from '../chat/file-name';

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
