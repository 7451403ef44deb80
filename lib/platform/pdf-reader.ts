import * as z from '@/lib/schema';
import { pdfTextSchema, type PdfText } from '@/lib/chat/page-reading';
import { backgroundPolicy } from './background-policy';

/** A file that takes longer is taken for broken. */
const MAX_MS = 40_000;

/** pdf.js has messages of its own, which do not fit. */
const answerSchema = z.object({ type: z.literal('pdf-text'), pdf: z.nullable(pdfTextSchema) });

/**
 * Reads a PDF in a worker of this document, so that nobody waits for it; `null` where it is locked
 * or broken. The worker ends with its one file.
 */
export async function readPdfHere(bytes: ArrayBuffer): Promise<PdfText | null> {
  const worker = new Worker(backgroundPolicy().createScriptURL(''));
  const signal = AbortSignal.timeout(MAX_MS);
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const answer = z.safeParse(answerSchema, data);
        if (answer.success) resolve(answer.data.pdf);
      });
      worker.addEventListener('error', () => resolve(null));
      signal.addEventListener('abort', () => resolve(null));
      worker.postMessage(bytes, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
