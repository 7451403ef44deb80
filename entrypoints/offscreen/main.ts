import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { isExtensionPage } from '@/lib/messaging/sender';
import { measureHtmlHere, measureRequestSchema } from '@/lib/platform/measure-html';
import { serveReadingPdfs } from '@/lib/platform/pdf-channel';
import { readPdfHere } from '@/lib/platform/pdf-reader';

browser.runtime.onMessage.addListener((frame: unknown, sender, sendResponse) => {
  const measure = z.safeParse(measureRequestSchema, frame);
  if (measure.success && isExtensionPage(sender)) sendResponse(measureHtmlHere(measure.data.html));
});
serveReadingPdfs(readPdfHere);
