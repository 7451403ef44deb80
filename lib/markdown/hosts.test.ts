import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mixesScripts } from './hosts';

const hostOf = (name: string) => new URL(`https://${name}/`).host;

test.each([
  'pаypal.com', // the second letter is Cyrillic
  'gοοgle.com', // Greek
  'аpple.com',
  'ѕafe.example.com',
  'login.bаnk.example',
  'hаnk-中文.com',
  'аб中.example',
  'xn--0.pt',
  'xn--999999999999.example',
])('%s mixes scripts', (name) => {
  expect(mixesScripts(URL.canParse(`https://${name}/`) ? hostOf(name) : name)).toBe(true);
});

test.each([
  'example.com',
  'bücher.example',
  'naïve-café.fr',
  'президент.рф',
  'аррӏе.com', // all Cyrillic: shown as xn--80ak6aa92e.com, which no reader takes for another name
  'ελλάδα.gr',
  '日本語テスト.jp',
  'yahooの日本.jp',
  '中文abc.cn',
  '한국어kbs.kr',
  'مثال.إختبار',
  'उदाहरण.परीक्षा',
  'i❤.ws',
  '1-2-3.example',
])('%s does not', (name) => {
  expect(mixesScripts(hostOf(name))).toBe(false);
});

test('any name is decoded as the URL parser encodes it', () => {
  const letter = fc.constantFrom(...'abzаяωäß中ひ한ñøकعת');
  const name = fc.array(letter, { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(name, (text) => {
      const ascii = domainToASCII(`${text}.example`);
      fc.pre(ascii !== '');
      const label = domainToUnicode(ascii).replace('.example', '');
      fc.pre(/\p{Script=Cyrillic}/u.test(label) && /\p{Script=Latin}/u.test(label));
      expect(mixesScripts(ascii)).toBe(true);
    }),
  );
});
