import { browser } from 'wxt/browser';
import { htmlMeasureSchema, measureHtmlHere, type HtmlMeasure } from './measure-html';

const OFFSCREEN_PAGE = 'offscreen.html';

let lastMeasure: Promise<unknown> = Promise.resolve();

/**
 * Measures `html` where there is a DOM: in Firefox's event page itself, in Chrome in an offscreen
 * document that lives just as long. One at a time, since Chrome allows one such document.
 */
export function measureHtml(html: string): Promise<HtmlMeasure> {
  if (import.meta.env.FIREFOX) return Promise.resolve(measureHtmlHere(html));
  const measure = lastMeasure.then(() => measureOffscreen(html));
  lastMeasure = measure.catch(() => {});
  return measure;
}

async function measureOffscreen(html: string): Promise<HtmlMeasure> {
  if (!(await browser.offscreen.hasDocument())) {
    await browser.offscreen.createDocument({
      url: OFFSCREEN_PAGE,
      reasons: ['DOM_PARSER'],
      justification: 'Tells how this browser writes out a piece of HTML; nothing in it is loaded.',
    });
  }
  try {
    const answer: unknown = await browser.runtime.sendMessage({ type: 'measure-html', html });
    return htmlMeasureSchema.parse(answer);
  } finally {
    await browser.offscreen.closeDocument();
  }
}
