import type { ImageFailure, ImageType } from '@/lib/chat/remote-image';

export const MAX_IMAGE_BYTES = 20_000_000;
const MAX_PIXELS = 40_000_000;

/** An image that may be shown: what it is by its own bytes, whatever anyone calls it. */
export interface CheckedImage {
  readonly blob: Blob;
  readonly mediaType: ImageType;
  /** `null` where the header does not tell without decoding. */
  readonly size: Size | null;
}

/** The image in a file, or why it is not shown. */
export function checkImage(
  bytes: Uint8Array<ArrayBuffer>,
): CheckedImage | Extract<ImageFailure, 'not-an-image' | 'too-large'> {
  if (bytes.length > MAX_IMAGE_BYTES) return 'too-large';
  const format = readImageFormat(bytes);
  if (format === null) return 'not-an-image';
  const { type, size } = format;
  if (size !== null && size.width * size.height > MAX_PIXELS) return 'too-large';
  return { blob: new Blob([bytes], { type }), mediaType: type, size };
}

/** What the first bytes of a file say it is. */
export interface ImageFormat {
  readonly type: ImageType;
  /** `null` where the header does not tell without decoding. */
  readonly size: Size | null;
}

/** The format of an image by its own bytes; `null` for all that is none, SVG among it. */
export function readImageFormat(bytes: Uint8Array): ImageFormat | null {
  const read = FORMATS.find(({ isOne }) => isOne(bytes));
  if (read === undefined) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { type: read.type, size: read.size(view) };
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Format {
  readonly type: ImageType;
  readonly isOne: (bytes: Uint8Array) => boolean;
  readonly size: (view: DataView) => Size | null;
}

const FORMATS: readonly Format[] = [
  {
    type: 'image/png',
    isOne: (bytes) => textAt(bytes, 0, 8) === '\u0089PNG\r\n\u001A\n',
    size: (view) => sizeAt(view, 24, () => [view.getUint32(16), view.getUint32(20)]),
  },
  {
    type: 'image/jpeg',
    isOne: (bytes) => textAt(bytes, 0, 3) === '\u00FF\u00D8\u00FF',
    size: jpegSize,
  },
  {
    type: 'image/gif',
    isOne: (bytes) => /^GIF8[79]a$/.test(textAt(bytes, 0, 6)),
    size: (view) => sizeAt(view, 10, () => [view.getUint16(6, true), view.getUint16(8, true)]),
  },
  {
    type: 'image/webp',
    isOne: (bytes) => textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP',
    size: webpSize,
  },
  {
    type: 'image/avif',
    isOne: (bytes) =>
      textAt(bytes, 4, 4) === 'ftyp' && /avi[fs]/.test(textAt(bytes, 8, AVIF_BRANDS_LENGTH)),
    size: avifSize,
  },
];

const AVIF_BRANDS_LENGTH = 56;
/** The size of an AVIF image stands near its beginning, in a box of its own. */
const AVIF_HEADER_LENGTH = 4096;

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCodePoint(...bytes.subarray(start, start + length));
}

function sizeAt(view: DataView, end: number, read: () => readonly [number, number]): Size | null {
  if (view.byteLength < end) return null;
  const [width, height] = read();
  return { width, height };
}

/** JPEG is a row of segments; the one that begins a frame has the size. */
function jpegSize(view: DataView): Size | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView): Size | null {
  if (view.byteLength < 30) return null;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    }
    default:
      return null;
  }
}

function avifSize(view: DataView): Size | null {
  const length = Math.min(view.byteLength, AVIF_HEADER_LENGTH);
  const at = textAt(new Uint8Array(view.buffer, view.byteOffset, length), 0, length).indexOf(
    'ispe',
  );
  if (at === -1 || at + 16 > view.byteLength) return null;
  return { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
}
