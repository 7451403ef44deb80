// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RemoteImage as Loaded } from '@/lib/chat/remote-image';
import { playBackground, speakEnglish, stubPermissions } from '@/lib/client/testing';
import { Markdown } from './markdown';

const REPLY = '![a chart](https://images.example/chart.png)';
const IMAGE: Loaded = { type: 'image', mediaType: 'image/gif', base64: btoa('GIF89a') };

beforeEach(speakEnglish);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function draw(text: string) {
  return render(<Markdown text={text} isStreaming />);
}

function clickLoad(): void {
  fireEvent.click(screen.getByRole('button', { name: 'Load image' }));
}

test('nothing is asked before the click', () => {
  const asked = stubPermissions({ isGranted: true });
  const requests = playBackground({ 'load-image': () => IMAGE });
  draw(REPLY);
  expect(asked).toEqual([]);
  expect(requests).toEqual([]);
});

test('a click asks for this one host, then shows the image with its text', async () => {
  const asked = stubPermissions({ isGranted: true });
  const requests = playBackground({ 'load-image': () => IMAGE });
  draw(REPLY);
  clickLoad();
  const image = await screen.findByRole('img', { name: 'a chart' });
  expect(image.getAttribute('src')).toMatch(/^blob:/);
  expect(screen.getByRole('link', { name: 'Image from images.example' })).toBeTruthy();
  expect(asked).toEqual([{ origins: ['https://images.example/*'] }]);
  expect(requests).toEqual([
    { name: 'load-image', input: { url: 'https://images.example/chart.png' } },
  ]);
});

test('the address of a shown image is given back when it goes', async () => {
  stubPermissions({ isGranted: true });
  playBackground({ 'load-image': () => IMAGE });
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  const { unmount } = draw(REPLY);
  clickLoad();
  const image = await screen.findByRole('img', { name: 'a chart' });
  unmount();
  await waitFor(() => expect(revoke).toHaveBeenCalledWith(image.getAttribute('src')));
});

test('without access nothing is loaded, and the button stays', async () => {
  stubPermissions({ isGranted: false });
  const requests = playBackground({ 'load-image': () => IMAGE });
  draw(REPLY);
  clickLoad();
  expect(await screen.findByText('Not loaded: images.example is not allowed.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Load image' })).toHaveProperty('disabled', false);
  expect(requests).toEqual([]);
});

test.each([
  ['network', 'images.example did not give the image.'],
  ['timeout', 'images.example took too long.'],
  ['not-an-image', 'What images.example gave is not an image.'],
  ['too-large', 'This image is too large to show here.'],
] as const)('%s is said in a sentence', async (failure, sentence) => {
  stubPermissions({ isGranted: true });
  playBackground({ 'load-image': () => ({ type: 'failure', failure }) });
  draw(REPLY);
  clickLoad();
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.queryByRole('img', { name: 'a chart' })).toBeNull();
});

test('another image that takes its place while the reply streams is not loaded', async () => {
  stubPermissions({ isGranted: true });
  const requests = playBackground({ 'load-image': () => IMAGE });
  const { rerender } = draw(REPLY);
  clickLoad();
  await screen.findByRole('img', { name: 'a chart' });
  rerender(<Markdown text="![](https://evil.example/other.png)" isStreaming />);
  expect(screen.queryByRole('img', { name: 'a chart' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Load image' })).toBeTruthy();
  expect(requests).toHaveLength(1);
});
