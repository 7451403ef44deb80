import type { ContextPart } from '@/lib/chat/message';
import { toPagePart } from '@/lib/context/page-part';
import type { ReaderPage } from '../browser/reader-page';

/** What the built script reads of pages that say a payload, once as text and once as their own HTML. */
export async function readAsPages(
  reader: ReaderPage,
  payloads: readonly string[],
): Promise<ContextPart[]> {
  const parts: ContextPart[] = [];
  for (const payload of payloads) parts.push(await readAsPage(reader, payload));
  return parts;
}

async function readAsPage(reader: ReaderPage, payload: string): Promise<ContextPart> {
  const text = escaped(payload);
  const start = `<!doctype html><title>${text}</title><main><h1>A page</h1><p>${text}</p>`;
  // HTML that leads away is gone before it is read, and may still disturb the next page.
  for (const html of [start + payload, start, start]) {
    const page = await reader.read(html).catch(() => null);
    if (page !== null) return toPagePart(page, { source: 'page', extent: 'all', question: '' });
  }
  throw new Error(`No page with this text is read: ${payload.slice(0, 80)}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
