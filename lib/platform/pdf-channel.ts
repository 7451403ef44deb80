import * as z from '@/lib/schema';
import { pdfTextSchema, type PdfText } from '@/lib/chat/page-reading';

/** A file is too large for an extension's messages, which are written as JSON. */
const CHANNEL = 'read-pdf';

const questionSchema = z.object({
  type: z.literal('read-pdf'),
  id: z.string(),
  bytes: z.instanceOf(ArrayBuffer),
});
const answerSchema = z.object({
  type: z.literal('pdf-text'),
  id: z.string(),
  pdf: z.nullable(pdfTextSchema),
});

/** Asks the document that answers; never settles where there is none. */
export function askToReadPdf(bytes: ArrayBuffer): Promise<PdfText | null> {
  const channel = new BroadcastChannel(CHANNEL);
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = z.safeParse(answerSchema, data);
      if (!answer.success || answer.data.id !== id) return;
      channel.close();
      resolve(answer.data.pdf);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: only our own hear it
    channel.postMessage({ type: 'read-pdf', id, bytes });
  });
}

/** Answers with `read` for as long as this document lives. */
export function serveReadingPdfs(read: (bytes: ArrayBuffer) => Promise<PdfText | null>): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const question = z.safeParse(questionSchema, data);
    if (!question.success) return;
    const { id, bytes } = question.data;
    void read(bytes)
      .catch(() => null)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- as above
      .then((pdf) => channel.postMessage({ type: 'pdf-text', id, pdf }));
  });
}
