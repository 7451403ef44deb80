import { expect, test } from 'vitest';
import { createObfuscatedChallenge } from '@/test/emulators/duckduckgo-challenge';
import fixture from '@/test/fixtures/duckduckgo/challenges.json';
import { answerChallenge } from './challenge';

for (const { promise, challenge, userAgent, brands, expected, measured } of fixture.vectors) {
  test(`${promise}`, async () => {
    const answer = await answerChallenge(challenge, {
      userAgent: { text: userAgent, brands },
      measureHtml: async (html) => {
        expect(html).toBe(measured?.html);
        return { length: measured?.length ?? 0, elements: measured?.elements ?? 0 };
      },
    });
    expect(decode(answer)).toBe(decode(expected));
    expect(answer).toBe(expected);
  });
}

const LONG_SCRIPT = `(()=>{${'const probe=document.createElement("i");'.repeat(200)}})()`;

test.each([
  ['obfuscated names', atob(createObfuscatedChallenge(1).header)],
  ['asynchronous probes', '(async () => ({ server_hashes: ["a","b"] }))()'],
  ['an asynchronous function', '(async function () { return { server_hashes: ["a"] } })()'],
  ['a challenge id', '({ server_hashes: ["a"], challenge_id: "x" })'],
  ['meta data to sign', '({ server_hashes: ["a"], "meta" : { "v": "4" } })'],
  ['much code without a server hash', LONG_SCRIPT],
])('a script with %s is not answered but reported', async (_, script) => {
  const answer = answerChallenge(btoa(script), {
    userAgent: { text: 'Agent', brands: [] },
    measureHtml: () => Promise.reject(new Error('nothing is measured')),
  });
  await expect(answer).rejects.toMatchObject({ kind: 'blocked' });
});

test('a hostile script costs no time', async () => {
  const scripts = [
    `String(${'1'.repeat(200_000)}`,
    `String(${'1'.repeat(16_000)}`,
    `${"x.innerHTML='".repeat(1300)}`,
    `${'server_hashes:['.repeat(1000)}`,
    `x.innerHTML = '${String.raw`\\a`.repeat(50_000)}`,
    `server_hashes: [${'"'.repeat(100_001)}]`,
    `${'server_hashes:['.repeat(10_000)}`,
  ];
  const start = performance.now();
  for (const script of scripts) {
    const answer = answerChallenge(btoa(script), {
      userAgent: { text: 'Agent', brands: [] },
      measureHtml: () => Promise.resolve({ length: 0, elements: 0 }),
    });
    await answer.catch(() => {}); // answered or refused, either will do
  }
  expect(performance.now() - start).toBeLessThan(500);
});

function decode(header: string): string {
  return Buffer.from(header, 'base64').toString();
}
