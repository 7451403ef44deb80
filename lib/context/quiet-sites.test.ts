import { expect, test } from 'vitest';
import { isQuiet, SUGGESTED_QUIET_SITES, toSite } from './quiet-sites';

test.each([
  ['https://mail.google.com/mail/u/0', true],
  ['https://paypal.com./', true],
  ['https://www.paypal.com/home', true],
  ['https://notpaypal.com/', false],
  ['https://paypal.com.evil.example/', false],
  ['https://user@evil.example/paypal.com', false],
  ['about:blank', false],
  ['no address', true],
])('%s is quiet: %s', (url, quiet) => {
  expect(isQuiet(url, SUGGESTED_QUIET_SITES)).toBe(quiet);
});

test.each([
  ['https://www.my-bank.example/login?x', 'my-bank.example'],
  [' My-Bank.Example ', 'my-bank.example'],
  ['*.clinic.example', 'clinic.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['', null],
  ['two words', null],
])('%j is the site %j', (typed, site) => {
  expect(toSite(typed)).toBe(site);
});
