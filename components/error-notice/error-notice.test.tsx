// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorData } from '@/lib/chat/errors';
import { providerInfo, speakEnglish, stubPermissions } from '@/lib/client/testing';
import { ErrorNotice } from './error-notice';

const provider = providerInfo();

beforeEach(() => {
  speakEnglish();
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(error: ErrorData, { retryAt = 0 } = {}) {
  const onAction = vi.fn();
  render(
    <ErrorNotice
      error={error}
      provider={provider}
      kept="Your question is kept."
      hasText={false}
      retryAt={retryAt}
      onAction={onAction}
    />,
  );
  return onAction;
}

test('missing access names the hosts, and one click on Allow access asks again', async () => {
  const asked = stubPermissions({ isGranted: true });
  const onAction = show({ kind: 'host-access', message: 'No access' });
  expect(screen.getByRole('alert').textContent).toContain('connect to duckduckgo.com.');
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  expect(asked).toEqual([{ origins: ['https://duckduckgo.com/*'] }]); // in the click itself
  await pass(0);
  expect(onAction.mock.calls).toEqual([['retry']]);
});

test('declined access is said, and the button stays', async () => {
  stubPermissions({ isGranted: false });
  const onAction = show({ kind: 'host-access', message: 'No access' });
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  await pass(0);
  expect(screen.getByRole('alert').textContent).toContain('Access was not given');
  expect(screen.getByRole('button', { name: 'Allow access' })).toBeTruthy();
  expect(onAction).not.toHaveBeenCalled();
});

test('Retry counts down to when the service said, then works', async () => {
  const onAction = show(
    { kind: 'rate-limit', message: '429', retryAfterMs: 3000 },
    { retryAt: Date.now() + 3000 },
  );
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Retry in 3 s' });
  expect(button.disabled).toBe(true);
  await pass(1000);
  expect(button.textContent).toBe('Retry in 2 s');
  await pass(2000);
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(onAction.mock.calls).toEqual([['retry']]);
});

test('the card says what was kept, and has the facts for a report', () => {
  show({ kind: 'blocked', message: 'Challenge not read', status: 418, code: 'ERR_CHALLENGE' });
  const text = screen.getByRole('alert').textContent;
  expect(text).toContain('Your question is kept.');
  expect(text).toContain('status: 418\ncode: ERR_CHALLENGE\nhosts: duckduckgo.com');
  expect(screen.getByRole('button', { name: 'Open duck.ai' })).toBeTruthy();
});

function pass(ms: number): Promise<void> {
  return act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}
