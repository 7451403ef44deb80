/**
 * Sites where nothing is read until the user takes them off the list: mail, money, health. A name
 * covers the names below it.
 */
export const SUGGESTED_QUIET_SITES: readonly string[] = [
  'mail.google.com',
  'outlook.com',
  'outlook.live.com',
  'outlook.office.com',
  'outlook.office365.com',
  'mail.yahoo.com',
  'mail.proton.me',
  'app.fastmail.com',
  'icloud.com',
  'web.de',
  'gmx.net',
  'paypal.com',
  'wise.com',
  'revolut.com',
  'chase.com',
  'bankofamerica.com',
  'wellsfargo.com',
  'citi.com',
  'hsbc.com',
  'barclays.co.uk',
  'deutsche-bank.de',
  'sparkasse.de',
  'ing.de',
  'n26.com',
  'coinbase.com',
  'binance.com',
  'mychart.com',
  'patient.info',
  'doctolib.de',
  'doctolib.fr',
  'healthcare.gov',
];

/** Whether nothing may be read of the page at `url`. What has no host cannot be told, so it is quiet. */
export function isQuiet(url: string, quietSites: readonly string[]): boolean {
  if (!URL.canParse(url)) return true;
  const host = new URL(url).hostname.replace(/\.$/, '');
  return quietSites.some((site) => host === site || host.endsWith(`.${site}`));
}

/** What a user typed as the name of a site, in the form of the list; `null` where it is none. */
export function toSite(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const url = text.includes('://') ? text : `https://${text.replace(/^\*\./, '')}`;
  if (text === '' || !URL.canParse(url)) return null;
  const host = new URL(url).hostname.replace(/^www\./, '');
  return HOST.test(host) ? host : null;
}

/** Chrome takes a space for a part of a host. */
const HOST = /^[^\s%]+$/;
