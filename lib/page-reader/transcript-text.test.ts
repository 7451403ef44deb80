import { expect, test } from 'vitest';
import { parseTime, toTranscriptText } from './transcript-text';

test('a transcript has its title, its channel, and a time every half minute', () => {
  const cues = [0, 12, 29, 31, 60, 3671].map((second) => ({
    startMs: second * 1000,
    text: ` said at\n${second} `,
  }));
  const text = toTranscriptText({ title: 'A talk', channel: 'Talks', label: 'English', cues });
  expect(text).toBe(
    `# A talk\n\nChannel: Talks\n\nTranscript: English\n\n[0:00] said at 0 said at 12 said at 29\n[0:31] said at 31 said at 60\n[1:01:11] said at 3671`,
  );
});

test('a time that a page shows is read', () => {
  expect(['0:05', '12:34', '1:02:03', 'soon'].map(parseTime)).toEqual([
    5000, 754_000, 3_723_000, 0,
  ]);
});
