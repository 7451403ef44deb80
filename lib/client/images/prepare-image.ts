/** What services take at most before they scale an image down themselves; in pixels. */
const MAX_IMAGE_SIDE = 2048;
/** A larger file is not worth the memory it takes to read. */
const MAX_FILE_BYTES = 50_000_000;
const QUALITY = 0.9;

/** How each format that is taken is sent: of a moving image the first picture. */
const SENT_AS: Readonly<Record<string, string>> = {
  'image/png': 'image/png',
  'image/gif': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/webp': 'image/webp',
};

/**
 * An image as it is sent: upright, no larger than services use, and drawn anew, so that nothing of
 * the file but its picture is left: no place, no camera, no name.
 */
export async function prepareImage(file: Blob): Promise<Blob | 'type' | 'unreadable'> {
  const type = SENT_AS[file.type];
  if (type === undefined) return 'type';
  if (file.size > MAX_FILE_BYTES) return 'unreadable';
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = scaledSize(bitmap);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) return 'unreadable';
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return await canvas.convertToBlob({ type, quality: QUALITY });
  } catch {
    return 'unreadable';
  }
}

/** The same shape with its longer side at most `MAX_IMAGE_SIDE`. */
export function scaledSize({ width, height }: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const scale = Math.min(1, MAX_IMAGE_SIDE / Math.max(width, height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}
