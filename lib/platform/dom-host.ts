import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import type { PdfText } from '@/lib/chat/page-reading';
import { htmlMeasureSchema, measureHtmlHere, type HtmlMeasure } from './measure-html';
import { withOffscreen } from './offscreen';
import { askToReadPdf } from './pdf-channel';
import { readPdfHere } from './pdf-reader';

/**
 * Measures `html` where there is a DOM: in Firefox's event page itself, in Chrome in an offscreen
 * document that lives just as long.
 */
export function measureHtml(html: string): Promise<HtmlMeasure> {
  if (import.meta.env.FIREFOX) return Promise.resolve(measureHtmlHere(html));
  return withOffscreen(async () => {
    const answer: unknown = await browser.runtime.sendMessage({ type: 'measure-html', html });
    return z.parse(htmlMeasureSchema, answer);
  });
}

/** The text of a PDF; `null` where it is locked or broken. A worker of the same documents reads it. */
export function readPdf(bytes: ArrayBuffer): Promise<PdfText | null> {
  return import.meta.env.FIREFOX ? readPdfHere(bytes) : withOffscreen(() => askToReadPdf(bytes));
}
