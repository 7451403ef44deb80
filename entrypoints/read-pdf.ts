import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPdf } from '@/lib/pdf/read-pdf';

/** A worker that reads one PDF: it hears its bytes, and tells its text. */
export default defineUnlistedScript(() => {
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) void answer(data);
  });
});

async function answer(bytes: ArrayBuffer): Promise<void> {
  const pdf = await readPdf(bytes).catch(() => null); // locked or broken: it has no text for us
  postMessage({ type: 'pdf-text', pdf });
}
