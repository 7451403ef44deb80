import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// In this thread, since it is a worker already: pdf.js finds it by its global name.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PdfText } from '@/lib/chat/page-reading';
import { withoutInvisible } from '@/lib/context/invisible';
import { MAX_TEXT_LENGTH } from '@/lib/context/max-text-length';
import { textOfPage } from './page-text';

/** After this the rest is only estimated, in milliseconds. */
const MAX_MS = 20_000;

/**
 * The text of a PDF, page by page.
 *
 * @throws what pdf.js throws of a file that is locked or broken
 */
export async function readPdf(bytes: ArrayBuffer): Promise<PdfText> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    // Nothing is run, drawn or fetched for a text.
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    return { title: await titleOf(document), ...(await readPages(document)) };
  } finally {
    await loading.destroy();
  }
}

async function titleOf(document: PDFDocumentProxy): Promise<string> {
  const { info } = await document.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title : '';
  return withoutInvisible(title.trim()).text;
}

async function readPages(document: PDFDocumentProxy): Promise<Omit<PdfText, 'title'>> {
  const pieces: string[] = [];
  let length = 0;
  let kept = 0;
  let hiddenCharacters = 0;
  const start = performance.now();
  for (let number = 1; number <= document.numPages; number++) {
    if (performance.now() - start > MAX_MS) {
      length *= document.numPages / (number - 1);
      break;
    }
    const { text, removed } = withoutInvisible(await readPageOf(document, number));
    if (text === '') continue;
    hiddenCharacters += removed;
    const piece = `${length === 0 ? '' : '\n\n'}## Page ${number}\n\n${text}`;
    length += piece.length;
    if (kept < MAX_TEXT_LENGTH) pieces.push(piece);
    kept += piece.length;
  }
  const text = pieces.join('').slice(0, MAX_TEXT_LENGTH);
  return { text, length: Math.max(text.length, Math.round(length)), hiddenCharacters };
}

/** A page that pdf.js cannot read is left out: it can often read others. */
async function readPageOf(document: PDFDocumentProxy, number: number): Promise<string> {
  const drawn = await drawnOn(document, number).catch(() => null);
  return drawn === null ? '' : textOfPage(drawn.items, drawn.matrix);
}

async function drawnOn(document: PDFDocumentProxy, number: number) {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  const { transform: matrix } = page.getViewport({ scale: 1 });
  return { items: items.filter((item) => 'str' in item), matrix };
}
