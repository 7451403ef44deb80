/** Made by our own build, so that the policy can tell it and no text can change it. */
const PDF_READER = '/read-pdf.js';

/** What trusted types let through, and nowhere but in the background's own documents. */
interface BackgroundPolicy {
  createHTML(html: string): string;
  /** The one script that is run as a worker, whatever is asked for. */
  createScriptURL(url: string): string;
}

let cachedPolicy: BackgroundPolicy | undefined;

/** The one trusted-types policy, of the offscreen document and of Firefox's event page. */
export function backgroundPolicy(): BackgroundPolicy {
  const rules: BackgroundPolicy = {
    createHTML: (html) => html,
    createScriptURL: () => PDF_READER,
  };
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: BackgroundPolicy): BackgroundPolicy };
  };
  // A policy's name can be taken only once in a document.
  cachedPolicy ??= trustedTypes?.createPolicy('background', rules) ?? rules;
  return cachedPolicy;
}
