import * as z from '@/lib/schema';
import { backgroundPolicy } from './background-policy';

/** The worker asks the offscreen document, which has a DOM. */
export const measureRequestSchema = z.object({
  type: z.literal('measure-html'),
  html: z.string(),
});
export const htmlMeasureSchema = z.object({ length: z.number(), elements: z.number() });
export type HtmlMeasure = z.infer<typeof htmlMeasureSchema>;

/**
 * What this browser makes of `html` as the content of a `div`, in this document: scripting is on
 * and it is in standards mode, as on the page that a service would measure on. The `div` never
 * enters the document, and the content security policy lets nothing in it load or run.
 */
export function measureHtmlHere(html: string): HtmlMeasure {
  const container = document.createElement('div');
  container.innerHTML = backgroundPolicy().createHTML(html);
  return {
    length: container.innerHTML.length,
    elements: container.querySelectorAll('*').length,
  };
}
