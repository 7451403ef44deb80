import { beforeEach, expect, test } from 'vitest';
import { ERROR_KINDS } from '@/lib/chat/errors';
import { t } from '@/lib/client/i18n';
import { speakEnglish } from '@/lib/client/testing';
import { actionsFor, ERROR_TEXTS } from './error-text';

beforeEach(speakEnglish);

test.each(ERROR_KINDS)('the error %s has a sentence and a button', (kind) => {
  const text = t(ERROR_TEXTS[kind].text, 'DuckDuckGo', 'duckduckgo.com');
  expect(text).toMatch(/^[A-Z].*\.$/);
  expect(text).not.toMatch(/\$\d|!|Oops/);
  expect(actionsFor(kind, { hasText: false }).primary).not.toBe('continue');
});

test('a reply that broke off with a text is continued rather than asked for anew', () => {
  expect(actionsFor('cut-off', { hasText: true })).toEqual({
    primary: 'continue',
    secondary: 'retry',
  });
  expect(actionsFor('cut-off', { hasText: false })).toEqual({ primary: 'retry', secondary: null });
});

test('what is fixed elsewhere leaves a Retry behind', () => {
  expect(actionsFor('blocked', { hasText: false })).toEqual({
    primary: 'open-site',
    secondary: 'retry',
  });
  expect(actionsFor('conversation-limit', { hasText: false })).toEqual({
    primary: 'new-chat',
    secondary: null,
  });
});
