import { expect, test } from 'vitest';
import { chooseTrack, findVideo, labelOf, type CaptionTrack } from './transcript-track';

const track = (languageCode: string, kind?: string): CaptionTrack => ({
  baseUrl: `/api/timedtext?lang=${languageCode}`,
  languageCode,
  kind,
});

test('a video is found in the script that other code follows', () => {
  const player = {
    videoDetails: { videoId: 'a1', title: 'Braces } and "quotes" {', author: 'The channel' },
    captions: { playerCaptionsTracklistRenderer: { captionTracks: [track('en')] } },
  };
  const source = `if (x) {} var ytInitialPlayerResponse = ${JSON.stringify(player)};var meta = {};`;
  expect(findVideo(source)).toEqual({
    id: 'a1',
    title: 'Braces } and "quotes" {',
    channel: 'The channel',
    tracks: [track('en')],
  });
});

test.each(['var ytInitialPlayerResponse = null;', 'ytInitialPlayerResponse = {"a":', ''])(
  'no video is found in %j',
  (source) => expect(findVideo(source)).toBeNull(),
);

test.each<[what: string, tracks: CaptionTrack[], chosen: number | null]>([
  ['the user’s language', [track('es'), track('es', 'asr'), track('de')], 2],
  ['it in another region', [track('es', 'asr'), track('de-AT')], 1],
  ['it from people before a machine', [track('de', 'asr'), track('de')], 1],
  ['it even from a machine', [track('es'), track('de', 'asr')], 1],
  ['else the one that is spoken', [track('en'), track('es', 'asr'), track('es')], 2],
  ['else the first', [track('en'), track('es')], 0],
  ['nothing of none', [], null],
])('a transcript is read in %s', (_what, tracks, chosen) => {
  expect(chooseTrack(tracks, 'de-DE')).toBe(chosen === null ? null : tracks[chosen]);
});

test('a transcript says that a machine wrote it', () => {
  const named = (simpleText: string) => ({ ...track('en', 'asr'), name: { simpleText } });
  expect(labelOf(named('English'))).toBe('English (auto-generated)');
  expect(labelOf(named('Englisch (automatisch erzeugt)'))).toBe('Englisch (automatisch erzeugt)');
  expect(labelOf({ ...track('en'), name: { runs: [{ text: 'English' }] } })).toBe('English');
});
